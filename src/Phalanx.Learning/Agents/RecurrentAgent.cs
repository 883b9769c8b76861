using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>
/// The recurrent agent network (DRQN), shared by all agents:
/// <code>
/// a = relu(fc1 [observation | last action | agent])     h' = GRU(a, h)     q = fc2 h'
/// </code>
/// The last action and the agent are one-hots that are looked up, never built. States start at zero with every episode.
/// </summary>
public sealed class RecurrentAgent<T> : IActingNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TeamShape _team;
    private readonly LinearLayer<T> _input;
    private readonly GruLayer<T> _memory;
    private readonly LinearLayer<T> _head;
    private readonly int _outputs;
    private readonly bool _seesLastAction;
    private readonly bool _seesId;

    /// <summary>Declares <c>fc1</c>, <c>rnn</c> and <c>fc2</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="settings">Its width, and what it sees.</param>
    /// <param name="outputs">Outputs for every action: one, its value, for whoever acts.</param>
    public RecurrentAgent(ParameterScope<T> scope, TeamShape team, AgentSettings settings, int outputs = 1)
    {
        _outputs = outputs;
        (_team, _seesLastAction, _seesId) = (team, settings.LastAction, settings.AgentId);
        int inputs = team.Observation + (_seesLastAction ? team.Actions : 0) + (_seesId ? team.Agents : 0);
        _input = new LinearLayer<T>(scope.Scope("fc1"), inputs, settings.Hidden);
        _memory = new GruLayer<T>(scope.Scope("rnn"), settings.Hidden, settings.Hidden);
        _head = new LinearLayer<T>(scope.Scope("fc2"), settings.Hidden, team.Actions * outputs);
    }

    /// <inheritdoc/>
    public int Memory => _memory.StateWeight.Shape.Last;

    /// <inheritdoc/>
    public Tensor<T> Act(Tape<T> tape, Sight<T> sight, Span<T> memory) => _head.Forward(Advance(tape, sight, memory)).Value;

    /// <summary>One slot: the states of the memory after it, [1, rows, hidden], which replace those before.</summary>
    public Variable<T> Advance(Tape<T> tape, Sight<T> sight, Span<T> memory)
    {
        Variable<T> seen = Perceive(tape, sight);

        // Nothing is remembered in the first slot, and nothing need be multiplied with it.
        Variable<T> states = memory.ContainsAnyExcept(T.Zero)
            ? _memory.Forward(seen, tape.Constant(tape.Arena.RentCopy((sight.Rows, Memory), memory)))
            : _memory.Forward(seen);
        states.Value.Span.CopyTo(memory);
        return states;
    }

    /// <summary>The states of the memory after every slot, [slots, rows, hidden].</summary>
    public Variable<T> Remember(Shard<T> shard, Tape<T> tape) =>
        _memory.Forward(Perceive(tape, shard.Sight));

    /// <summary>The values of all actions, [slots, rows, actions], through which gradients flow.</summary>
    public Variable<T> Values(Variable<T> memory) => _head.Forward(memory);

    /// <summary>The values of the actions taken, [steps, rows].</summary>
    public Variable<T> Taken(Shard<T> shard, Variable<T> memory, Tensor<T> values) => ValuesAt(shard, memory, values, shard.Actions);

    /// <summary>
    /// The values of one action per row, [steps, rows]. The gradient touches that action's weights only, so it is not sent through
    /// <paramref name="values"/>, where all but one would be zero.
    /// </summary>
    public Variable<T> ValuesAt(Shard<T> shard, Variable<T> memory, Tensor<T> values, Tensor<int> actions)
    {
        Tape<T> tape = memory.Tape;
        return memory.Slice(0, 0, shard.Steps)
            .LinearAt(tape.Use(_head.Weight), tape.Use(_head.Bias!), actions, values.Slice(0, shard.Steps));
    }

    /// <summary>The weights of the head that belong to one action per row, [.., hidden], and its bias, [.., 1].</summary>
    public Variable<T> HeadWeights(Tape<T> tape, Tensor<int> actions, out Variable<T> bias)
    {
        bias = tape.Use(_head.Bias!).Reshape((_team.Actions, 1)).GatherRows(actions);
        return tape.Use(_head.Weight).GatherRows(actions);
    }

    /// <summary>All outputs for one action per row, from the first slot of the memory given on: [slots, rows x outputs].</summary>
    public Variable<T> OutputsAt(Variable<T> memory, Tensor<int> actions)
    {
        Tape<T> tape = memory.Tape;
        if (_outputs == 1)
        {
            Tensor<T> all = _head.Forward(memory.StopGradient()).Value;
            return memory.LinearAt(tape.Use(_head.Weight), tape.Use(_head.Bias!), actions, all);
        }

        Tensor<int> places = tape.Indices.Rent(actions.Shape);
        for (int row = 0; row < places.Count; row++)
        {
            places.Span[row] = (row * _team.Actions) + actions.Span[row];
        }

        Variable<T> outputs = _head.Forward(memory).Reshape((places.Count * _team.Actions, _outputs)).GatherRows(places);
        return outputs.Reshape((actions.Shape[0], actions.Shape[1] * _outputs));
    }

    /// <summary><c>relu(fc1 [observation | last action | agent])</c>, [slots, rows, hidden].</summary>
    private Variable<T> Perceive(Tape<T> tape, Sight<T> sight)
    {
        Variable<T> observations = tape.Constant(sight.Observations);
        var last = new OneHot(sight.LastActions, _team.Actions);
        var id = new OneHot(sight.Ids, _team.Agents);
        Variable<T> weight = tape.Use(_input.Weight);
        Variable<T> bias = tape.Use(_input.Bias!);
        return (_seesLastAction, _seesId) switch
        {
            (true, true) => observations.LinearWithOneHots(weight, bias, Activation.Relu, last, id),
            (true, false) => observations.LinearWithOneHots(weight, bias, Activation.Relu, last),
            (false, true) => observations.LinearWithOneHots(weight, bias, Activation.Relu, id),
            _ => observations.Linear(weight, bias, Activation.Relu),
        };
    }
}
