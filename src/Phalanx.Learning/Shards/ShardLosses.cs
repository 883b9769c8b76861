using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Shards;

/// <summary>
/// This shard's share of a mean over the real transitions of the batch. The denominator is the batch's, so shares add up to the mean
/// however the batch is cut.
/// </summary>
public static class ShardLosses
{
    /// <summary><c>sum m x² / sum m</c> for an error per transition, [steps, episodes], or per transition and agent, [steps, episodes x agents].</summary>
    public static Variable<T> MeanSquare<T>(this Shard<T> shard, Variable<T> error)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => shard.Mean(error.Square());

    /// <summary><c>sum m x / sum m</c>, the mask widened to as many columns as there are per episode.</summary>
    public static Variable<T> Mean<T>(this Shard<T> shard, Variable<T> perTransition)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => perTransition.SumProduct(shard.Weights(perTransition));

    /// <summary>What belongs to agents, [slots, episodes x agents], with an axis of agents, [slots, episodes, agents].</summary>
    public static Variable<T> ByAgent<T>(this Shard<T> shard, Variable<T> perAgent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => perAgent.Reshape((perAgent.Shape[0], shard.Episodes, shard.Team.Agents));

    private static Tensor<T> Weights<T>(this Shard<T> shard, Variable<T> perTransition)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = perTransition.Shape.Count / Math.Max(1, shard.Mask.Count);
        if (perTransition.Shape.Count != shard.Mask.Count * width)
        {
            throw new ArgumentException($"A loss of shape {perTransition.Shape} has no whole number of terms per transition of {shard.Mask.Shape}.");
        }

        T share = T.CreateChecked(1 / (shard.BatchTransitions * width));
        Tensor<T> weights = perTransition.Tape.Arena.Rent(perTransition.Shape);
        Span<T> target = weights.Span;
        ReadOnlySpan<T> mask = shard.Mask.Span;
        for (int i = 0; i < mask.Length; i++)
        {
            target.Slice(i * width, width).Fill(mask[i] * share);
        }

        return weights;
    }
}
