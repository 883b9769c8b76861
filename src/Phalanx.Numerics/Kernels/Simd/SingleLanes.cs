using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>What concerns single lanes of a register of floats: loading and storing the first ones, and finding the largest.</summary>
internal static unsafe class SingleLanes
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The first elements, and in the other lanes those of <paramref name="fill"/>. Nothing beyond the last element is read.</summary>
    [MethodImpl(Inline)]
    public static Vector512<float> Load(float* source, int count, Vector512<float> fill)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.MaskLoad(source, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), fill);
        }

        Copy(source, (float*)&fill, count);
        return fill;
    }

    /// <inheritdoc cref="Load(float*, int, Vector512{float})"/>
    [MethodImpl(Inline)]
    public static Vector256<float> Load(float* source, int count, Vector256<float> fill)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> mask = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();
            return Vector256.ConditionalSelect(mask, Avx.MaskLoad(source, mask), fill);
        }

        Copy(source, (float*)&fill, count);
        return fill;
    }

    /// <inheritdoc cref="Load(float*, int, Vector512{float})"/>
    [MethodImpl(Inline)]
    public static Vector128<float> Load(float* source, int count, Vector128<float> fill)
    {
        if (Avx.IsSupported)
        {
            Vector128<float> mask = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();
            return Vector128.ConditionalSelect(mask, Avx.MaskLoad(source, mask), fill);
        }

        Copy(source, (float*)&fill, count);
        return fill;
    }

    /// <summary>Stores the first lanes, and writes nothing else.</summary>
    [MethodImpl(Inline)]
    public static void Store(Vector512<float> value, float* target, int count)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(target, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), value);
        }
        else
        {
            Copy((float*)&value, target, count);
        }
    }

    /// <inheritdoc cref="Store(Vector512{float}, float*, int)"/>
    [MethodImpl(Inline)]
    public static void Store(Vector256<float> value, float* target, int count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(target, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle(), value);
        }
        else
        {
            Copy((float*)&value, target, count);
        }
    }

    /// <inheritdoc cref="Store(Vector512{float}, float*, int)"/>
    [MethodImpl(Inline)]
    public static void Store(Vector128<float> value, float* target, int count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(target, Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle(), value);
        }
        else
        {
            Copy((float*)&value, target, count);
        }
    }

    /// <summary>The largest lane; NaN when one is. Halves are compared until one lane is left.</summary>
    [MethodImpl(Inline)]
    public static float Largest(Vector512<float> value) => Largest(Vector256.Max(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Largest(Vector512{float})"/>
    [MethodImpl(Inline)]
    public static float Largest(Vector256<float> value) => Largest(Vector128.Max(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Largest(Vector512{float})"/>
    [MethodImpl(Inline)]
    public static float Largest(Vector128<float> value)
    {
        Vector128<float> pairs = Vector128.Max(value, Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)));
        return Math.Max(pairs[0], pairs[1]);
    }

    private static void Copy(float* source, float* target, int count) => new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
}
