using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>
/// What each action of one agent is worth while the others do as they do: for agent i, all actions at once,
/// <code>
/// f [x_i | u_1 .. 0 .. u_n | (last u_1 .. u_n) | i]
/// </code>
/// with one-hots of all actions but its own, of all last actions where the network sees them, and of the agent. ReLU lies between the layers.
/// </summary>
/// <remarks>
/// No one-hot is built. The first layer looks up what every action adds, once for each agent, and sums over the team; an agent's row
/// is that sum without its own part. So a view costs as much for a large team as for a small one.
/// </remarks>
public sealed class CounterfactualNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TeamShape _team;
    private readonly LinearLayer<T>[] _layers;
    private readonly int _inputs;
    private readonly bool _seesLastActions;

    /// <summary>Declares its layers.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="inputs">Numbers that it sees besides the one-hots.</param>
    /// <param name="width">Width of its hidden layers.</param>
    /// <param name="seesLastActions">Whether it sees what all agents did the slot before.</param>
    /// <param name="names">What its layers are called, the last one after the hidden ones.</param>
    public CounterfactualNetwork(
        ParameterScope<T> scope, TeamShape team, int inputs, int width, bool seesLastActions, ReadOnlySpan<string> names)
    {
        (_team, _inputs, _seesLastActions) = (team, inputs, seesLastActions);
        int joint = team.Agents * team.Actions;
        int all = inputs + joint + (seesLastActions ? joint : 0) + team.Agents;
        _layers = new LinearLayer<T>[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            _layers[i] = new LinearLayer<T>(
                scope.Scope(names[i]), i == 0 ? all : width, i == names.Length - 1 ? team.Actions : width);
        }
    }

    /// <summary>The values of every agent's actions.</summary>
    /// <param name="x">[slots, episodes, inputs] if all agents see the same, [slots, episodes x agents, inputs] otherwise.</param>
    /// <param name="actions">[slots, episodes x agents], what every agent does.</param>
    /// <param name="lastActions">[slots, episodes x agents], what it did the slot before; read only where the network sees it.</param>
    /// <returns>[slots, episodes x agents, actions].</returns>
    public Variable<T> Forward(Variable<T> x, Tensor<int> actions, Tensor<int> lastActions = default)
    {
        Tape<T> tape = x.Tape;
        (int slots, int rows) = (actions.Shape[0], actions.Shape[1]);
        (int episodes, int joint) = (rows / _team.Agents, _team.Agents * _team.Actions);
        Variable<T> weight = tape.Use(_layers[0].Weight);
        int width = weight.Shape[0];
        int lookUps = weight.Shape[1] - _inputs;
        Variable<T> table = weight.Slice(1, _inputs, lookUps).Transpose(0, 1);
        Variable<T> own = PerAgent(table.GatherRows(Places(tape, actions, first: 0)));
        Variable<T> ids = table.Slice(0, lookUps - _team.Agents, _team.Agents);

        Variable<T> dense = x.Linear(weight.Slice(1, 0, _inputs), tape.Use(_layers[0].Bias!));
        Variable<T> shared = dense.Reshape((slots, episodes, x.Shape[1] / episodes, width)) + own.Sum(2, keepAxis: true);
        if (_seesLastActions)
        {
            shared += PerAgent(table.GatherRows(Places(tape, lastActions, first: joint))).Sum(2, keepAxis: true);
        }

        Variable<T> hidden = (shared - own + ids).Relu().Reshape((slots, rows, width));
        for (int i = 1; i < _layers.Length; i++)
        {
            hidden = _layers[i].Forward(hidden, i < _layers.Length - 1 ? Activation.Relu : Activation.Identity);
        }

        return hidden;

        Variable<T> PerAgent(Variable<T> found) => found.Reshape((slots, episodes, _team.Agents, width));
    }

    /// <summary>Where in the table each agent's action stands; -1 where there was none.</summary>
    private Tensor<int> Places(Tape<T> tape, Tensor<int> actions, int first)
    {
        Tensor<int> places = tape.Indices.Rent(actions.Shape);
        Span<int> target = places.Span;
        ReadOnlySpan<int> chosen = actions.Span;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = chosen[i] < 0 ? -1 : first + (i % _team.Agents * _team.Actions) + chosen[i];
        }

        return places;
    }
}
