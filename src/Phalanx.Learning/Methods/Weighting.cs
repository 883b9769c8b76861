using System.Numerics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Methods;

/// <summary>
/// The weights of Weighted QMIX: 1 for transitions that tell of the best joint action, α for the rest. They are tensors: nothing flows through them.
/// </summary>
internal static class Weighting
{
    /// <summary>The figure that tells the mean weight.</summary>
    public static readonly IReadOnlyList<string> Figures = ["weight_mean"];

    /// <summary>Optimistic: <c>w = 1 where Q_tot(u) &lt; y, else α</c>.</summary>
    public static Tensor<T> Optimistic<T>(Tape<T> tape, Tensor<T> joint, Tensor<T> y, double alpha)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> weights = tape.Arena.Rent(y.Shape);
        T less = T.CreateChecked(alpha);
        for (int i = 0; i < weights.Count; i++)
        {
            weights.Span[i] = joint.Span[i] < y.Span[i] ? T.One : less;
        }

        return weights;
    }

    /// <summary>Centrally: <c>w = 1 where y &gt; Q(û) or u = û for all agents, else α</c>.</summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="y">[steps, episodes].</param>
    /// <param name="atGreedy">Q(û), [steps, episodes].</param>
    /// <param name="taken">u, [steps, episodes x agents].</param>
    /// <param name="greedy">û, [steps, episodes x agents].</param>
    /// <param name="alpha">α.</param>
    public static Tensor<T> Central<T>(
        Tape<T> tape, Tensor<T> y, Tensor<T> atGreedy, Tensor<int> taken, Tensor<int> greedy, double alpha)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> weights = tape.Arena.Rent(y.Shape);
        T less = T.CreateChecked(alpha);
        for (int i = 0; i < weights.Count; i++)
        {
            int agents = taken.Count / weights.Count;
            ReadOnlySpan<int> chosen = taken.Span.Slice(i * agents, agents);
            bool best = y.Span[i] > atGreedy.Span[i] || chosen.SequenceEqual(greedy.Span.Slice(i * agents, agents));
            weights.Span[i] = best ? T.One : less;
        }

        return weights;
    }

    /// <summary><c>sum m w x² / sum m</c>, not divided by the sum of the weights; their mean is noted as the first figure.</summary>
    public static Variable<T> WeightedMeanSquare<T>(this Shard<T> shard, Variable<T> error, Tensor<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shard.Notes is { } notes)
        {
            T sum = error.Tape.Kernels.Dot(weights.Span, shard.Mask.Span);
            notes.Figures[0] += double.CreateChecked(sum) / shard.BatchTransitions;
        }

        return shard.Mean(error.Square() * error.Tape.Constant(weights));
    }
}
