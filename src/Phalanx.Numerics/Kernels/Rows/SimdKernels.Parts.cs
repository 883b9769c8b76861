using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary>Loops over short rows take whole registers and a part of one alike.</summary>
internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LoadUpTo(T* source, int width, T fill) => width == V.Count ? V.Load(source) : V.LoadPartial(source, width, fill);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreUpTo(V value, T* target, int width)
    {
        if (width == V.Count)
        {
            V.Store(value, target);
        }
        else
        {
            V.StorePartial(value, target, width);
        }
    }

    /// <summary>The value where the mask at an offset is 1 or there is none, the other elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Allowed(T* mask, int offset, int width, V value, V otherwise) =>
        mask == null ? value : V.Select(V.GreaterThan(LoadUpTo(mask + offset, width, default), V.Zero), value, otherwise);

    /// <summary>Stores or adds the first elements of a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(V value, T* target, int width, bool accumulate) =>
        StoreUpTo(accumulate ? LoadUpTo(target, width, default) + value : value, target, width);
}
