using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Losses;

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
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        perTransition.SumProduct(Weights(perTransition, shard.Mask, shard.BatchTransitions));

    /// <summary>
    /// This shard's share of a mean over one time step of the batch: over the episodes that come so far, the mask widened as above.
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="step">The time step.</param>
    /// <param name="perEpisode">[1, episodes x width].</param>
    public static Variable<T> MeanAt<T>(this Shard<T> shard, int step, Variable<T> perEpisode)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        perEpisode.SumProduct(Weights(perEpisode, shard.Mask.Slice(step, 1), shard.BatchEpisodesAtStep.Span[step]));

    /// <summary>What belongs to agents, [slots, episodes x agents], with an axis of agents, [slots, episodes, agents].</summary>
    public static Variable<T> ByAgent<T>(this Shard<T> shard, Variable<T> perAgent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => perAgent.Reshape((perAgent.Shape[0], shard.Episodes, shard.Team.Agents));

    private static Tensor<T> Weights<T>(Variable<T> terms, Tensor<T> mask, double count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = terms.Shape.Count / Math.Max(1, mask.Count);
        if (terms.Shape.Count != mask.Count * width)
        {
            throw new ArgumentException($"A loss of shape {terms.Shape} has no whole number of terms per transition of {mask.Shape}.");
        }

        T share = T.CreateChecked(1 / (count * width));
        Tensor<T> weights = terms.Tape.Arena.Rent(terms.Shape);
        Span<T> target = weights.Span;
        ReadOnlySpan<T> real = mask.Span;
        for (int i = 0; i < real.Length; i++)
        {
            target.Slice(i * width, width).Fill(real[i] * share);
        }

        return weights;
    }
}
