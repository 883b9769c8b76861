using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Quantiles;

/// <summary>Quantile levels, and how networks see them.</summary>
public static class Levels
{
    /// <summary>The midpoints of equal parts of [0, 1], <c>(k + 1/2) / count</c>.</summary>
    public static Tensor<T> Midpoints<T>(Tape<T> tape, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> levels = tape.Arena.Rent(count);
        for (int k = 0; k < count; k++)
        {
            levels.Span[k] = T.CreateChecked((k + 0.5) / count);
        }

        return levels;
    }

    /// <summary>The midpoints for every slot of every episode, [slots, episodes, count].</summary>
    public static Tensor<T> MidpointsEverywhere<T>(Shard<T> shard, Tape<T> tape, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> levels = Midpoints(tape, count);
        Tensor<T> everywhere = tape.Arena.Rent((shard.Slots, shard.Episodes, count));
        for (int i = 0; i < everywhere.Count; i += count)
        {
            levels.Span.CopyTo(everywhere.Span[i..]);
        }

        return everywhere;
    }

    /// <summary><c>cos(π j τ)</c> for <c>j = 0, 1, ..</c>, the first of which is 1: [..] to [.., cosines].</summary>
    /// <remarks>
    /// By <c>cos((j + 1) x) = 2 cos x cos(j x) - cos((j - 1) x)</c>: a multiplication instead of a cosine. In double precision, since the
    /// recurrence loses digits.
    /// </remarks>
    public static Tensor<T> Cosines<T>(Tape<T> tape, Tensor<T> levels, int cosines)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> features = tape.Arena.Rent(levels.Shape.Rank switch
        {
            1 => (levels.Shape[0], cosines),
            2 => (levels.Shape[0], levels.Shape[1], cosines),
            _ => (levels.Shape[0], levels.Shape[1], levels.Shape[2], cosines),
        });
        ReadOnlySpan<T> all = levels.Span;
        for (int i = 0; i < all.Length; i++)
        {
            Span<T> row = features.Span.Slice(i * cosines, cosines);
            double step = Math.Cos(Math.PI * double.CreateChecked(all[i]));
            double before = step; // cos(-x)
            double now = 1;
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = T.CreateTruncating(now);
                (before, now) = (now, (2 * step * now) - before);
            }
        }

        return features;
    }
}
