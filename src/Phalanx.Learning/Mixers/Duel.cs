using System.Numerics;
using Phalanx.Learning.Losses;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// The duelling part of QPLEX. Values are split, <c>V_i = max Q_i</c> and <c>A_i = Q_i - V_i ≤ 0</c>, transformed with <c>w_i &gt; 0</c> and <c>b_i</c>, and
/// advantages weighed anew by a function of state and joint action:
/// <code>
/// Q_tot = sum_i (w_i V_i + b_i) + sum_i λ_i(s, u) w_i A_i
///       = sum_i (w_i Q_i + b_i) + sum_i (λ_i(s, u) - 1) sg(w_i A_i)
/// λ_i   = sum_k |key_k(s)| σ(agents_k(s))_i σ(actions_k(s, u))_i &gt; 0
/// </code>
/// Advantages are zero at the greedy joint action and nowhere above it, so it has the largest Q_tot whatever λ is: the class is all that satisfies IGM.
/// In the second line, which is what is computed, sg stops the gradient: λ learns from its term, and the Q_i, w_i and b_i from the sum alone.
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
    /// <param name="scope">Where.</param>
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

    /// <summary>A_i, [steps, episodes, agents]: what the action taken lacks to the best available one.</summary>
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
