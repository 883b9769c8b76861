using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QPLEX. The defaults are those for StarCraft; games of a few steps have a preset with more and deeper kernels.</summary>
public sealed record QplexSettings
{
    /// <summary>K, kernels of the advantages' weights.</summary>
    [Setting("kernels that make up the advantages' weights", Min = 1, Max = NetworkSizes.MostParts)]
    public int Kernels { get; init; } = 4;

    /// <summary>Linear layers of a kernel's networks.</summary>
    [Setting("linear layers of the kernels' networks", Min = 1, Max = 3)]
    public int KernelLayers { get; init; } = 1;

    /// <summary>Hidden width of kernels of more than one layer.</summary>
    [Setting("hidden width of the kernels' networks when they have more than one layer", Min = 1, Max = NetworkSizes.MostWidth)]
    public int KernelWidth { get; init; } = 64;

    /// <summary>Hidden width of the networks that transform the values.</summary>
    [Setting("hidden width of the networks that transform the agents' values", Min = 1, Max = NetworkSizes.MostWidth)]
    public int HypernetWidth { get; init; } = 64;

    /// <summary>Whether the state transforms the agents' values.</summary>
    [Setting("whether the state transforms the agents' values before they duel")]
    public bool Transforms { get; init; } = true;
}

/// <summary>
/// QPLEX: a duplex duel. Agents' values are split into <c>V_i = max Q_i</c> and advantages <c>A_i = Q_i - V_i ≤ 0</c>, and
/// <code>
/// Q_tot = sum_i (w_i(s) Q_i + b_i(s)) + sum_i (λ_i(s, u) - 1) sg(w_i(s) A_i)
/// λ_i   = sum_k |key_k(s)| σ(agents_k(s))_i σ(actions_k(s, u))_i &gt; 0
/// </code>
/// For all weights, the greedy joint action has the largest value, <c>sum_i (w_i V_i + b_i)</c>, and every function with that property can be
/// represented. sg stops the gradient: agents learn from the first sum only. The target's V_i is the largest <em>target</em> value, so under double Q its
/// advantages are below zero where the online networks choose otherwise.
/// </summary>
public sealed class Qplex<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QplexSettings settings)
    : ValueAlgorithm<T>(
        agents,
        learner,
        scope => new DuellingMixer<T>(
            scope, agents.Team, settings.HypernetWidth, settings.Transforms, settings.Kernels, settings.KernelLayers, settings.KernelWidth))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>QPLEX's mixing network: a duel over values transformed by the state, <c>w(s) = |MLP(s)|</c> and <c>b(s) = MLP(s)</c>.</summary>
public sealed class DuellingMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T> _weights;
    private readonly Perceptron<T> _biases;
    private readonly Duel<T> _duel;
    private readonly bool _transforms;

    /// <summary>Declares <c>hyper_w_final</c>, <c>V</c> and <c>si_weight</c>.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="hypernetWidth">Hidden width of w and b.</param>
    /// <param name="transforms">Whether values are transformed; w and b are there in either case, but may be unused.</param>
    /// <param name="kernels">K.</param>
    /// <param name="kernelLayers">Linear layers of a kernel's networks.</param>
    /// <param name="kernelWidth">Their hidden width.</param>
    public DuellingMixer(
        ParameterScope<T> scope, TeamShape team, int hypernetWidth, bool transforms, int kernels, int kernelLayers, int kernelWidth)
    {
        _transforms = transforms;
        _weights = new Perceptron<T>(scope.Scope("hyper_w_final"), [team.State, hypernetWidth, team.Agents]);
        _biases = new Perceptron<T>(scope.Scope("V"), [team.State, hypernetWidth, team.Agents]);
        _duel = new Duel<T>(scope.Scope("si_weight"), team, kernels, kernelLayers, kernelWidth);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input) => _transforms
        ? _duel.Mix(input, _weights.Forward(input.States, Activation.Abs), _biases.Forward(input.States))
        : _duel.Mix(input, weights: null, biases: null);
}

/// <summary>
/// The duelling part of QPLEX. Values are split, <c>V_i = max Q_i</c> and <c>A_i = Q_i - V_i ≤ 0</c>, transformed with <c>w_i &gt; 0</c> and <c>b_i</c>, and
/// advantages weighed anew by a function of state and joint action:
/// <code>
/// Q_tot = sum_i (w_i V_i + b_i) + sum_i λ_i(s, u) w_i A_i
///       = sum_i (w_i Q_i + b_i) + sum_i (λ_i(s, u) - 1) sg(w_i A_i)
/// λ_i   = sum_k |key_k(s)| σ(agents_k(s))_i σ(actions_k(s, u))_i &gt; 0
/// </code>
/// Advantages are zero at the greedy joint action and nowhere positive, so it has the largest Q_tot for every λ, and all functions that satisfy IGM
/// are represented. In the second line, which is what is computed, sg stops the gradient: λ learns from its term, and the Q_i, w_i and b_i from the sum alone.
/// </summary>
internal sealed class Duel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Keeps weights above zero.</summary>
    private static readonly T AboveZero = T.CreateChecked(1e-10);

    private readonly int _kernels;
    private readonly int _actions;
    private readonly PerceptronBank<T> _keys;
    private readonly PerceptronBank<T> _agents;
    private readonly PerceptronBank<T> _choices;

    /// <summary>Declares the kernels.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="kernels">K, how many of them.</param>
    /// <param name="layers">Linear layers of each of their networks.</param>
    /// <param name="width">Hidden width of more than one layer.</param>
    public Duel(ParameterScope<T> scope, TeamShape team, int kernels, int layers, int width)
    {
        (_kernels, _actions) = (kernels, team.Actions);
        int[] hidden = [.. Enumerable.Repeat(width, layers - 1)];
        _keys = new PerceptronBank<T>(scope.Scope("key_extractors"), kernels, [team.State, .. hidden, 1]);
        _agents = new PerceptronBank<T>(scope.Scope("agents_extractors"), kernels, [team.State, .. hidden, team.Agents]);
        _choices = new PerceptronBank<T>(
            scope.Scope("action_extractors"), kernels, [team.State + (team.Agents * team.Actions), .. hidden, team.Agents]);
    }

    /// <summary>Q_tot.</summary>
    /// <param name="input">The values, and what the duel reads besides.</param>
    /// <param name="weights">w, [steps, episodes, agents], none below zero; 1 for every agent if left out.</param>
    /// <param name="biases">b, to be broadcast to [steps, episodes, agents]; 0 if left out.</param>
    public Variable<T> Mix(MixerInput<T> input, Variable<T>? weights, Variable<T>? biases)
    {
        Variable<T> transformed = input.Values;
        Variable<T> advantages = input.Tape.Constant(Advantages(input));
        if (weights is { } w)
        {
            Variable<T> positive = w + AboveZero;
            transformed *= positive;
            advantages *= positive.StopGradient();
        }

        transformed = biases is { } b ? transformed + b : transformed;
        return (transformed + ((Lambda(input) - T.One) * advantages)).Sum(-1);
    }

    /// <summary>λ, [steps, episodes, agents].</summary>
    public Variable<T> Lambda(MixerInput<T> input)
    {
        (int steps, int episodes, int agents) = (input.Steps, input.Episodes, input.Agents);
        Variable<T> oneHots = input.Tape.Constant(input.Tape.JointOneHots<T>(input.Actions, episodes, _actions));
        Variable<T> keys = _keys.Forward(input.States).Abs() + AboveZero;
        Variable<T> gates = _agents.Forward(input.States, Activation.Sigmoid)
            * _choices.Forward(input.States.Concat(oneHots), Activation.Sigmoid);
        return keys.Reshape((steps, episodes, 1, _kernels))
            .BatchedMatMul(gates.Reshape((steps, episodes, _kernels, agents)))
            .Reshape((steps, episodes, agents));
    }

    /// <summary>A_i, [steps, episodes, agents]: how far the value of the action taken is below that of the best available one.</summary>
    private static Tensor<T> Advantages(MixerInput<T> input)
    {
        Tape<T> tape = input.Tape;
        Tensor<T> utilities = input.Utilities;
        int columns = utilities.Shape.Last;
        Tensor<int> best = tape.Indices.Rent(input.Actions.Shape);
        tape.Kernels.RowArgMax(utilities.Span, input.Available.Span, columns, best.Span);
        Tensor<T> advantages = tape.Arena.Rent(input.Values.Shape);
        Span<T> target = advantages.Span;
        ReadOnlySpan<T> values = input.Values.Value.Span;
        for (int row = 0; row < target.Length; row++)
        {
            target[row] = values[row] - utilities.Span[(row * columns) + best.Span[row]];
        }

        return advantages;
    }
}
