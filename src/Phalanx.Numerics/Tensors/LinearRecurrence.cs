using System.Numerics;

namespace Phalanx.Numerics;

/// <summary>Linear recurrences along the middle axis of tensors [rows, time, width].</summary>
public static class LinearRecurrence
{
    /// <summary>
    /// <c>g_t = factor_t * g_(t+1) + term_t</c> for t from the row's length - 1 down to 0, beginning with <c>g_length = start</c>. Every row has a
    /// length and a start of its own; from its length on the result is 0.
    /// </summary>
    /// <param name="factors">[rows, time, width].</param>
    /// <param name="terms">[rows, time, width].</param>
    /// <param name="start">[rows, width].</param>
    /// <param name="lengths">[rows], each from 0 to time.</param>
    /// <param name="result">[rows, time, width]; it may be the memory of the terms or the factors.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    public static void Backward<T>(
        ReadOnlySpan<T> factors, ReadOnlySpan<T> terms, ReadOnlySpan<T> start, ReadOnlySpan<int> lengths, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = lengths.Length;
        int width = rows == 0 ? 0 : start.Length / rows;
        int perRow = rows == 0 ? 0 : result.Length / rows;
        int time = width == 0 ? 0 : perRow / width;
        if (start.Length != rows * width || result.Length != rows * time * width
            || factors.Length != result.Length || terms.Length != result.Length)
        {
            throw new ArgumentException(
                $"Factors ({factors.Length}), terms ({terms.Length}), start ({start.Length}) and result ({result.Length}) do not fit {rows} rows.");
        }

        for (int row = 0; row < rows; row++)
        {
            int first = row * perRow;
            int length = LengthOf(row, lengths, time);
            ReadOnlySpan<T> next = start.Slice(row * width, width);
            for (int t = length - 1; t >= 0; t--)
            {
                int slot = first + (t * width);
                for (int i = 0; i < width; i++)
                {
                    result[slot + i] = (factors[slot + i] * next[i]) + terms[slot + i];
                }

                next = result.Slice(slot, width);
            }

            result[(first + (length * width))..(first + perRow)].Clear();
        }
    }

    private static int LengthOf(int row, ReadOnlySpan<int> lengths, int time) => (uint)lengths[row] <= (uint)time
        ? lengths[row]
        : throw new ArgumentException($"Row {row} has a length of {lengths[row]} in a tensor of {time} time steps.");
}
