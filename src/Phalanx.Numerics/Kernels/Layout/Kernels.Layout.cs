namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>Copies or adds so many runs, each a stride from the one before.</summary>
    /// <param name="source">Where the first run to read begins.</param>
    /// <param name="sourceStride">Elements from one run to the next.</param>
    /// <param name="target">Where the first run to write begins.</param>
    /// <param name="targetStride">Elements from one run to the next.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="length">Elements of a run.</param>
    /// <param name="accumulate">Add to what is there.</param>
    internal abstract void CopyRuns(
        ReadOnlySpan<T> source, int sourceStride, Span<T> target, int targetStride, int runs, int length, bool accumulate);

    /// <summary><c>target (+)= sourceᵀ</c>, the target's rows <paramref name="targetStride"/> elements apart.</summary>
    internal abstract void Transpose(MatrixSpan<T> source, Span<T> target, int targetStride, bool accumulate = false);

    /// <summary>
    /// Exchanges two axes: element (o, i, m, j, k) of the source, of shape (outer, first, middle, second, inner), goes to (o, j, m, i, k).
    /// </summary>
    internal void TransposeAxes(
        ReadOnlySpan<T> source, int outer, int first, int middle, int second, int inner, Span<T> target, bool accumulate)
    {
        int block = first * middle * second * inner;
        if (block == 0)
        {
            return;
        }

        for (int o = 0; o < outer; o++)
        {
            for (int m = 0; m < middle; m++)
            {
                if (inner == 1)
                {
                    ReadOnlySpan<T> corner = source[((o * block) + (m * second))..];
                    var matrix = new MatrixSpan<T>(corner, first, second, middle * second, 1);
                    Transpose(matrix, target[((o * block) + (m * first))..], middle * first, accumulate);
                    continue;
                }

                for (int i = 0; i < first; i++)
                {
                    // The rows (i, m, 0), (i, m, 1), ... lie together in the source and a whole (m, i) apart in the target.
                    ReadOnlySpan<T> from = source[((o * block) + (((i * middle) + m) * second * inner))..];
                    Span<T> to = target[((o * block) + (((m * first) + i) * inner))..];
                    CopyRuns(from, inner, to, middle * first * inner, second, inner, accumulate);
                }
            }
        }
    }
}
