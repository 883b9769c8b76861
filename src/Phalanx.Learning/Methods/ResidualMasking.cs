using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Methods;

/// <summary>Where a residual is added: <c>w_r</c> is 1 there and 0 elsewhere. Weights are tensors: nothing flows through them.</summary>
internal static class ResidualMasking
{
    /// <summary>The figure: the mean of w_r.</summary>
    public static readonly IReadOnlyList<string> Figures = ["residual_share"];

    /// <summary>
    /// <c>w_r = 0</c> where every agent takes its greedy action, else 1, [steps, episodes]. One agent that deviates is enough; one that is not alive has
    /// a single action, which is its greedy one.
    /// </summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="taken">u, [steps, episodes x agents].</param>
    /// <param name="greedy">ū, [steps, episodes x agents].</param>
    /// <param name="agents">Number of agents.</param>
    public static Tensor<T> OffGreedy<T>(Tape<T> tape, Tensor<int> taken, Tensor<int> greedy, int agents)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> weights = tape.Arena.Rent((taken.Shape[0], taken.Shape[1] / agents));
        for (int i = 0; i < weights.Count; i++)
        {
            ReadOnlySpan<int> best = greedy.Span.Slice(i * agents, agents);
            weights.Span[i] = taken.Span.Slice(i * agents, agents).SequenceEqual(best) ? T.Zero : T.One;
        }

        return weights;
    }

    /// <summary>The same, and 0 too where the target is above Q*⁻ of the greedy joint action.</summary>
    public static Tensor<T> UnlessLarger<T>(Tensor<T> weights, Tensor<T> y, Tensor<T> atGreedy)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < weights.Count; i++)
        {
            weights.Span[i] = y.Span[i] > atGreedy.Span[i] ? T.Zero : weights.Span[i];
        }

        return weights;
    }

    /// <summary><c>w_r = 1</c> where <c>Q_tot &lt; y</c>, else 0.</summary>
    public static Tensor<T> Hysteretic<T>(Tape<T> tape, Tensor<T> joint, Tensor<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> weights = tape.Arena.Rent(y.Shape);
        for (int i = 0; i < weights.Count; i++)
        {
            weights.Span[i] = joint.Span[i] < y.Span[i] ? T.One : T.Zero;
        }

        return weights;
    }

    /// <summary>Notes the mean of w_r over the batch as the first figure.</summary>
    public static void Note<T>(Shard<T> shard, Tape<T> tape, Tensor<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shard.Notes is { } notes)
        {
            notes.Figures[0] += double.CreateChecked(tape.Kernels.Dot(weights.Span, shard.Mask.Span)) / shard.BatchTransitions;
        }
    }
}
