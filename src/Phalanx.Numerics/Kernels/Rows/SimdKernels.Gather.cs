namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    internal override void GatherRows(
        ReadOnlySpan<T> table, int width, ReadOnlySpan<int> indices, Span<T> target, bool accumulate, ReadOnlySpan<T> scales)
    {
        CheckLengths(target.Length, (long)indices.Length * width);
        CheckOptional(scales.Length, indices.Length);
        int rows = width == 0 ? int.MaxValue : table.Length / width;
        fixed (T* s = table)
        fixed (T* t = target)
        {
            for (int i = 0; i < indices.Length; i++)
            {
                T* to = t + ((nint)i * width);
                int index = indices[i];
                CheckIndex(index, rows);
                if (index >= 0)
                {
                    ScaleRun<Contiguous>(scales.IsEmpty ? T.One : scales[i], s + ((nint)index * width), to, width, accumulate);
                }
                else if (!accumulate)
                {
                    new Span<T>(to, width).Clear();
                }
            }
        }
    }

    internal override void ScatterRows(
        ReadOnlySpan<T> source, int width, ReadOnlySpan<int> indices, Span<T> target, ReadOnlySpan<T> scales)
    {
        CheckLengths(source.Length, (long)indices.Length * width);
        CheckOptional(scales.Length, indices.Length);
        int rows = width == 0 ? int.MaxValue : target.Length / width;
        fixed (T* s = source)
        fixed (T* t = target)
        {
            for (int i = 0; i < indices.Length; i++)
            {
                int index = indices[i];
                CheckIndex(index, rows);
                if (index >= 0)
                {
                    T scale = scales.IsEmpty ? T.One : scales[i];
                    ScaleRun<Contiguous>(scale, s + ((nint)i * width), t + ((nint)index * width), width, accumulate: true);
                }
            }
        }
    }

    private static void CheckIndex(int index, int rows)
    {
        if (index < -1 || index >= rows)
        {
            throw new ArgumentException($"The index {index} does not lie within {rows} rows, nor is it -1.");
        }
    }
}
