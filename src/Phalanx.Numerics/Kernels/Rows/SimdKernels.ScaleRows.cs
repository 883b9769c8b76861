using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    public override void ScaleRows(ReadOnlySpan<T> matrix, ReadOnlySpan<T> factors, Span<T> target, bool accumulate)
    {
        int columns = factors.IsEmpty ? 0 : matrix.Length / factors.Length;
        CheckLengths(matrix.Length, factors.Length * columns);
        CheckLengths(target.Length, matrix.Length);
        fixed (T* m = matrix)
        fixed (T* t = target)
        {
            for (int row = 0; row < factors.Length; row++)
            {
                ScaleRow(m + ((nint)row * columns), factors[row], t + ((nint)row * columns), columns, accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleRow(T* source, T factor, T* target, int count, bool accumulate)
    {
        V f = V.Create(factor);
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V product = V.Load(source + i) * f;
            V.Store(accumulate ? V.Load(target + i) + product : product, target + i);
        }

        if (i < count)
        {
            int rest = count - i;
            V product = V.LoadPartial(source + i, rest, default) * f;
            V.StorePartial(accumulate ? V.LoadPartial(target + i, rest, default) + product : product, target + i, rest);
        }
    }
}
