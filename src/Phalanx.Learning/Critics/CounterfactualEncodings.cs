using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Critics;

/// <summary>
/// The value of each action of one agent while the actions of the others stay fixed, and the value of all histories, over encodings that are summed over
/// agents (QTRAN, sections 3.2 and 3.4),
/// <code>
/// Q_jt^i(·, u_-i) = f( h_V(τ_i) + sum_(j≠i) h_Q(τ_j, u_j) )          V = g( sum_i h_V(τ_i) )
/// </code>
/// Histories are the hidden states of the agents: the lower layers are shared with these. All agents share h_Q, h_V and f, so what tells agents apart
/// must be in what they observe. h_Q and h_V are two layers with a ReLU between them, of the widths of the authors' code. The sum over the others is
/// the sum over all less one's own, so that its cost grows with the number of agents and not with its square.
/// </summary>
public sealed class CounterfactualEncodings<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TeamShape _team;
    private readonly Perceptron<T> _history;
    private readonly LinearLayer<T> _actionInput;
    private readonly LinearLayer<T> _actionOutput;
    private readonly Perceptron<T> _joint;
    private readonly Perceptron<T> _value;

    /// <summary>Declares <c>history_encoding</c>, <c>action_encoding</c>, <c>Q</c> and <c>V</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="hidden">The width of hidden states.</param>
    /// <param name="width">The width of encodings and of hidden layers.</param>
    /// <param name="hiddenLayers">The hidden layers of f; g has one less.</param>
    public CounterfactualEncodings(ParameterScope<T> scope, TeamShape team, int hidden, int width, int hiddenLayers)
    {
        _team = team;
        int[] widths = [.. Enumerable.Repeat(width, hiddenLayers)];
        _joint = new Perceptron<T>(scope.Scope("Q"), [width, .. widths, team.Actions]);
        _value = new Perceptron<T>(scope.Scope("V"), [width, .. widths[1..], 1]);
        _history = new Perceptron<T>(scope.Scope("history_encoding"), [hidden, width, width]);
        _actionInput = new LinearLayer<T>(scope.Scope("action_encoding").Scope("0"), hidden + team.Actions, width);
        _actionOutput = new LinearLayer<T>(scope.Scope("action_encoding").Scope("2"), width, width);
    }

    /// <summary>The values of every agent's actions.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="hidden">The hidden states of some slots, [slots, episodes x agents, hidden].</param>
    /// <param name="actions">[slots, episodes x agents], what every agent does there.</param>
    /// <returns>[slots, episodes x agents, actions].</returns>
    public Variable<T> Joint(Shard<T> shard, Variable<T> hidden, Tensor<int> actions)
    {
        Tape<T> tape = hidden.Tape;
        Variable<T> layer = hidden.LinearWithOneHots(
            tape.Use(_actionInput.Weight), tape.Use(_actionInput.Bias!), Activation.Relu, new OneHot(actions, _team.Actions));
        Variable<T> own = ByAgent(shard, _actionOutput.Forward(layer));
        Variable<T> others = own.Sum(2, keepAxis: true) - own;
        Variable<T> history = _history.Forward(hidden);
        return _joint.Forward(history + others.Reshape(history.Shape));
    }

    /// <summary>The value of all histories, [slots, episodes, 1].</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="hidden">The hidden states of some slots, [slots, episodes x agents, hidden].</param>
    public Variable<T> Value(Shard<T> shard, Variable<T> hidden) => _value.Forward(ByAgent(shard, _history.Forward(hidden)).Sum(2));

    private Variable<T> ByAgent(Shard<T> shard, Variable<T> encodings) =>
        encodings.Reshape((encodings.Shape[0], shard.Episodes, _team.Agents, encodings.Shape.Last));
}
