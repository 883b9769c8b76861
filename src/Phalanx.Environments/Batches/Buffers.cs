using System.Numerics;

namespace Phalanx.Environments;

/// <summary>Helpers for the buffers that callers pass.</summary>
internal static class Buffers
{
    /// <summary>The part of one environment in data that hold one environment after the other.</summary>
    public static Span<T> Row<T>(Span<T> data, int row, int width) => data.Slice(row * width, width);

    /// <summary>The place of the first value that is infinite or not a number, or -1.</summary>
    public static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        int index = 0;

        // x - x is zero for finite numbers alone, and tests a whole register at once.
        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> chunk = new(values[index..]);
            if (!Vector.EqualsAll(chunk - chunk, Vector<float>.Zero))
            {
                break;
            }
        }

        for (; index < values.Length; index++)
        {
            if (!float.IsFinite(values[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
