using System.Numerics;
using System.Runtime.Intrinsics;
using Phalanx.Foundation;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>Quantile levels, and how networks see them.</summary>
public static class QuantileLevels
{
    private static readonly int LaneCount = Vector512<double>.Count;

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
    public static Tensor<T> MidpointsForAllSlots<T>(Tape<T> tape, int slots, int episodes, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> levels = Midpoints(tape, count);
        Tensor<T> allSlots = tape.Arena.Rent((slots, episodes, count));
        for (int i = 0; i < allSlots.Count; i += count)
        {
            levels.Span.CopyTo(allSlots.Span[i..]);
        }

        return allSlots;
    }

    /// <summary><c>cos(π j τ)</c> for <c>j = 0, 1, ..</c>, the first of which is 1: [..] to [.., cosines].</summary>
    /// <remarks>
    /// By <c>cos((j + 1) x) = 2 cos x cos(j x) - cos((j - 1) x)</c>: a multiplication instead of a cosine. In double precision, since the
    /// recurrence loses digits; several levels side by side, since each number waits for the one before.
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
        for (int i = 0; i < all.Length; i += LaneCount)
        {
            int count = Math.Min(LaneCount, all.Length - i);
            WriteCosines(all.Slice(i, count), features.Span.Slice(i * cosines, count * cosines));
        }

        return features;
    }

    private static void WriteCosines<T>(ReadOnlySpan<T> levels, Span<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int cosines = rows.Length / levels.Length;
        Span<double> lanes = stackalloc double[LaneCount];
        for (int lane = 0; lane < levels.Length; lane++)
        {
            lanes[lane] = Elementary.Cos(Math.PI * double.CreateChecked(levels[lane]));
        }

        var step = Vector512.Create<double>(lanes);
        Vector512<double> before = step; // cos(-x)
        Vector512<double> now = Vector512<double>.One;
        for (int j = 0; j < cosines; j++)
        {
            now.CopyTo(lanes);
            for (int lane = 0; lane < levels.Length; lane++)
            {
                rows[(lane * cosines) + j] = T.CreateTruncating(lanes[lane]);
            }

            (before, now) = (now, (2 * step * now) - before);
        }
    }
}
