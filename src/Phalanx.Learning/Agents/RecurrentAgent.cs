using System.Numerics;
using Phalanx.Acting;
using Phalanx.Learning.Settings;
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
    private readonly GruLayer<T> _gru;
    private readonly LinearLayer<T> _head;
    private readonly int _outputs;

    /// <summary>Declares <c>fc1</c>, <c>rnn</c> and <c>fc2</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="settings">Its width, and what it sees.</param>
    /// <param name="outputs">Outputs for every action. An acting network has one: the value of the action.</param>
    public RecurrentAgent(ParameterScope<T> scope, TeamShape team, AgentSettings settings, int outputs = 1)
    {
        _outputs = outputs;
        Settings = settings;
        _team = team;
        int inputs = team.Observation + (Settings.LastAction ? team.Actions : 0) + (Settings.AgentId ? team.Agents : 0);
        _input = new LinearLayer<T>(scope.Scope("fc1"), inputs, settings.Hidden);
        _gru = new GruLayer<T>(scope.Scope("rnn"), settings.Hidden, settings.Hidden);
        _head = new LinearLayer<T>(scope.Scope("fc2"), settings.Hidden, team.Actions * outputs);
    }

    /// <summary>Its width, and what it sees.</summary>
    public AgentSettings Settings { get; }

    /// <inheritdoc/>
    public int HiddenSize => _gru.StateWeight.Shape.Last;

    /// <inheritdoc/>
    public Tensor<T> Act(Tape<T> tape, AgentInputs<T> inputs, Span<T> hiddenStates) => _head.Forward(Advance(tape, inputs, hiddenStates)).Value;

    /// <inheritdoc/>
    public void Describe(PolicyBuilder policy) => DescribeValues(policy, DescribeState(policy));

    /// <summary>The operations up to the hidden state, whose name is returned.</summary>
    internal string DescribeState(PolicyBuilder policy)
    {
        PolicyIndex[] oneHots = (Settings.LastAction, Settings.AgentId) switch
        {
            (true, true) => [PolicyIndex.LastAction, PolicyIndex.Agent],
            (true, false) => [PolicyIndex.LastAction],
            (false, true) => [PolicyIndex.Agent],
            _ => [],
        };
        string seen = policy.Linear("seen", PolicyDescription.Observation, "fc1", _input, PolicyActivation.Relu, oneHots);
        return policy.Gru("state", seen, "rnn", _gru);
    }

    /// <summary>The head on a described value.</summary>
    internal void DescribeValues(PolicyBuilder policy, string state) => policy.Linear(PolicyDescription.Value, state, "fc2", _head);

    /// <summary>One slot: the hidden states after it, [1, rows, hidden], which replace those before it.</summary>
    public Variable<T> Advance(Tape<T> tape, AgentInputs<T> inputs, Span<T> hiddenStates)
    {
        Variable<T> encoded = Encode(tape, inputs);

        // Hidden states are zero in the first slot: there is nothing to multiply.
        Variable<T> states = hiddenStates.ContainsAnyExcept(T.Zero)
            ? _gru.Forward(encoded, tape.Constant(tape.Arena.RentCopy((inputs.Rows, HiddenSize), hiddenStates)))
            : _gru.Forward(encoded);
        states.Value.Span.CopyTo(hiddenStates);
        return states;
    }

    /// <summary>The hidden states after every slot, [slots, rows, hidden].</summary>
    public Variable<T> Unroll(Tape<T> tape, AgentInputs<T> inputs) => _gru.Forward(Encode(tape, inputs));

    /// <summary>The values of all actions, [slots, rows, actions], through which gradients flow.</summary>
    public Variable<T> Values(Variable<T> hidden) => _head.Forward(hidden);

    /// <summary>
    /// The values of one action per row in the first slots, [steps, rows]. The gradient touches that action's weights only, so it is not sent
    /// through <paramref name="values"/>, where all but one would be zero.
    /// </summary>
    /// <param name="hidden">[slots, rows, hidden].</param>
    /// <param name="values">The values of all actions, [slots, rows, actions].</param>
    /// <param name="actions">[steps, rows]; there may be fewer steps than slots.</param>
    public Variable<T> ValuesAt(Variable<T> hidden, Tensor<T> values, Tensor<int> actions)
    {
        Tape<T> tape = hidden.Tape;
        int steps = actions.Shape[0];
        return hidden.Slice(0, 0, steps)
            .LinearAt(tape.Use(_head.Weight), tape.Use(_head.Bias!), actions, values.Slice(0, steps));
    }

    /// <summary>The weights of the head that belong to one action per row, [.., hidden], and its bias, [.., 1].</summary>
    public Variable<T> HeadWeights(Tape<T> tape, Tensor<int> actions, out Variable<T> bias)
    {
        bias = tape.Use(_head.Bias!).Reshape((_team.Actions, 1)).GatherRows(actions);
        return tape.Use(_head.Weight).GatherRows(actions);
    }

    /// <summary>All outputs for one action per row, from the first slot of the given hidden states on: [slots, rows x outputs].</summary>
    public Variable<T> OutputsAt(Variable<T> hidden, Tensor<int> actions)
    {
        Tape<T> tape = hidden.Tape;
        if (_outputs == 1)
        {
            Tensor<T> all = _head.Forward(hidden.StopGradient()).Value;
            return hidden.LinearAt(tape.Use(_head.Weight), tape.Use(_head.Bias!), actions, all);
        }

        Tensor<int> places = tape.Indices.Rent(actions.Shape);
        for (int row = 0; row < places.Count; row++)
        {
            places.Span[row] = (row * _team.Actions) + actions.Span[row];
        }

        Variable<T> outputs = _head.Forward(hidden).Reshape((places.Count * _team.Actions, _outputs)).GatherRows(places);
        return outputs.Reshape((actions.Shape[0], actions.Shape[1] * _outputs));
    }

    /// <summary><c>relu(fc1 [observation | last action | agent])</c>, [slots, rows, hidden].</summary>
    private Variable<T> Encode(Tape<T> tape, AgentInputs<T> inputs)
    {
        Variable<T> observations = tape.Constant(inputs.Observations);
        var last = new OneHot(inputs.LastActions, _team.Actions);
        var id = new OneHot(inputs.Ids, _team.Agents);
        Variable<T> weight = tape.Use(_input.Weight);
        Variable<T> bias = tape.Use(_input.Bias!);
        return (Settings.LastAction, Settings.AgentId) switch
        {
            (true, true) => observations.LinearWithOneHots(weight, bias, Activation.Relu, last, id),
            (true, false) => observations.LinearWithOneHots(weight, bias, Activation.Relu, last),
            (false, true) => observations.LinearWithOneHots(weight, bias, Activation.Relu, id),
            _ => observations.Linear(weight, bias, Activation.Relu),
        };
    }
}
