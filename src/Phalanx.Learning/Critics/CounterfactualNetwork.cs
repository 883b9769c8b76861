using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Critics;

/// <summary>
/// The value of each action of one agent while the actions of the others stay fixed: for agent i, all actions at once,
/// <code>
/// f [s | (o_i) | u_1 .. 0 .. u_n | (last u_1 .. u_n) | i]
/// </code>
/// the state, one-hots of all actions but its own and of the agent, and for a network that sees histories its observation and one-hots
/// of all last actions. ReLU lies between the layers. One-hots are looked up, never built.
/// </summary>
public sealed class CounterfactualNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TeamShape _team;
    private readonly LinearLayer<T>[] _layers;
    private readonly int _inputs;
    private readonly bool _seesHistory;

    /// <summary>Declares its layers.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="width">Width of its hidden layers.</param>
    /// <param name="seesHistory">Whether it sees the agent's observation and what all agents did the slot before.</param>
    /// <param name="names">What its layers are called, the last one after the hidden ones.</param>
    public CounterfactualNetwork(ParameterScope<T> scope, TeamShape team, int width, bool seesHistory, ReadOnlySpan<string> names)
    {
        (_team, _seesHistory) = (team, seesHistory);
        _inputs = team.State + (seesHistory ? team.Observation : 0);
        int oneHots = (team.Agents * team.Actions * (seesHistory ? 2 : 1)) + team.Agents;
        _layers = new LinearLayer<T>[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            _layers[i] = new LinearLayer<T>(
                scope.Scope(names[i]), i == 0 ? _inputs + oneHots : width, i == names.Length - 1 ? team.Actions : width);
        }
    }

    /// <summary>The values of every agent's actions at some slots in a row.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="tape">Its tape.</param>
    /// <param name="first">The first of the slots.</param>
    /// <param name="actions">[slots, episodes x agents], what every agent does there.</param>
    /// <returns>[slots, episodes x agents, actions].</returns>
    public Variable<T> Forward(Shard<T> shard, Tape<T> tape, int first, Tensor<int> actions)
    {
        LinearLayer<T> layer = _layers[0];
        Variable<T> hidden = DenseInputs(shard, tape, first, actions.Shape[0]).LinearWithOneHots(
            tape.Use(layer.Weight), tape.Use(layer.Bias!), Activation.Relu, OneHots(shard, tape, first, actions));
        for (int i = 1; i < _layers.Length; i++)
        {
            hidden = _layers[i].Forward(hidden, i < _layers.Length - 1 ? Activation.Relu : Activation.Identity);
        }

        return hidden;
    }

    /// <summary>The state, and the agent's own observation, [slots, rows, inputs].</summary>
    private Variable<T> DenseInputs(Shard<T> shard, Tape<T> tape, int first, int slots)
    {
        (int state, int observation) = (_team.State, _inputs - _team.State);
        Tensor<T> inputs = tape.Arena.Rent((slots, shard.Rows, _inputs));
        Span<T> elements = inputs.Span;
        ReadOnlySpan<T> states = shard.States.Slice(first, slots).Span;
        ReadOnlySpan<T> observations = _seesHistory ? shard.Observations.Slice(first, slots).Span : default;
        for (int row = 0; row < slots * shard.Rows; row++)
        {
            Span<T> target = elements.Slice(row * _inputs, _inputs);
            states.Slice(row / _team.Agents * state, state).CopyTo(target);
            if (_seesHistory)
            {
                observations.Slice(row * observation, observation).CopyTo(target[state..]);
            }
        }

        return tape.Constant(inputs);
    }

    /// <summary>The places of the ones after the dense inputs: actions of the others, last actions of all agents, the agent's id.</summary>
    private OneHot OneHots(Shard<T> shard, Tape<T> tape, int first, Tensor<int> actions)
    {
        (int agents, int count) = (_team.Agents, _team.Actions);
        int others = agents - 1;
        int lasts = _seesHistory ? agents : 0;
        Tensor<int> places = tape.Indices.Rent((others + lasts + 1, actions.Shape[0], actions.Shape[1]));
        Span<int> target = places.Span;
        ReadOnlySpan<int> chosen = actions.Span;
        ReadOnlySpan<int> before = shard.LastActions.Slice(first, actions.Shape[0]).Span;
        int oneHots = _layers[0].Weight.Shape[1] - _inputs;
        for (int row = 0; row < chosen.Length; row++)
        {
            int agent = row % agents;
            int firstRow = row - agent;
            for (int k = 0; k < others; k++)
            {
                int other = k < agent ? k : k + 1;
                target[(k * chosen.Length) + row] = (other * count) + chosen[firstRow + other];
            }

            for (int other = 0; other < lasts; other++)
            {
                int last = before[firstRow + other];
                target[((others + other) * chosen.Length) + row] = last < 0 ? -1 : ((agents + other) * count) + last;
            }

            target[((others + lasts) * chosen.Length) + row] = oneHots - agents + agent;
        }

        return new OneHot(places, oneHots);
    }
}
