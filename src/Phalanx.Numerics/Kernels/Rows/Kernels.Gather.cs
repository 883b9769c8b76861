namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>
    /// <c>target[i] (+)= scales[i] * table[indices[i]]</c>, row by row; index -1 is a row of zeros, no scales are ones.
    /// </summary>
    internal abstract void GatherRows(
        ReadOnlySpan<T> table, int width, ReadOnlySpan<int> indices, Span<T> target, bool accumulate, ReadOnlySpan<T> scales = default);

    /// <summary><c>target[indices[i]] += scales[i] * source[i]</c>, row after row; index -1 is left out, no scales are ones.</summary>
    internal abstract void ScatterRows(
        ReadOnlySpan<T> source, int width, ReadOnlySpan<int> indices, Span<T> target, ReadOnlySpan<T> scales = default);

    /// <summary>The element at an index of every position along an axis.</summary>
    internal static void GatherAlong(AxisSplit axis, ReadOnlySpan<T> source, ReadOnlySpan<int> indices, Span<T> target)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            target[i] = source[axis.Place(i, indices[i])];
        }
    }

    /// <summary>Adds to the element at an index of every position along an axis; index -1 is left out.</summary>
    internal static void ScatterAlong(AxisSplit axis, ReadOnlySpan<T> source, ReadOnlySpan<int> indices, Span<T> target)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            if (indices[i] >= 0)
            {
                target[axis.Place(i, indices[i])] += source[i];
            }
        }
    }
}
