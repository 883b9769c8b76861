using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>
/// Floats in a register of 512 bits. Where the machine has no registers so wide, the runtime emulates them with halves, which is slow and
/// exactly as right.
/// </summary>
/// <remarks>The structures for the narrower registers are written from this file when the project is built: every 512 becomes 256 or 128.</remarks>
internal readonly unsafe struct Simd512 : ISimd<Simd512, float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> _value;

    [MethodImpl(Inline)]
    private Simd512(Vector512<float> value) => _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector512<float>.Count;
    }

    public static Simd512 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector512<float>.Zero);
    }

    [MethodImpl(Inline)]
    public static Simd512 Create(float value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static Simd512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(Inline)]
    public static void Store(Simd512 value, float* target) => Vector512.Store(value._value, target);

    [MethodImpl(Inline)]
    public static Simd512 LoadPartial(float* source, int count, float fill) => new(SingleLanes.Load(source, count, Vector512.Create(fill)));

    [MethodImpl(Inline)]
    public static void StorePartial(Simd512 value, float* target, int count) => SingleLanes.Store(value._value, target, count);

    /// <summary>AVX-512 came with twice as many.</summary>
    public static int Registers
    {
        [MethodImpl(Inline)]
        get => Count == 16 ? 32 : 16;
    }

    public static int SquareEdge
    {
        [MethodImpl(Inline)]
        get => Avx.IsSupported && Count >= SingleSquare.Edge ? SingleSquare.Edge : 1;
    }

    [MethodImpl(Inline)]
    public static void TransposeSquare(float* source, nint sourceStride, float* target, nint targetStride)
    {
        if (SquareEdge == 1)
        {
            *target = *source;
        }
        else
        {
            SingleSquare.Transpose(source, sourceStride, target, targetStride);
        }
    }

    [MethodImpl(Inline)]
    public static Simd512 operator +(Simd512 left, Simd512 right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Simd512 operator -(Simd512 left, Simd512 right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Simd512 operator *(Simd512 left, Simd512 right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static Simd512 operator /(Simd512 left, Simd512 right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static Simd512 operator -(Simd512 value) => new(-value._value);

    [MethodImpl(Inline)]
    public static Simd512 Fma(Simd512 a, Simd512 b, Simd512 c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(Inline)]
    public static Simd512 Min(Simd512 left, Simd512 right) => new(Vector512.MinNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd512 Max(Simd512 left, Simd512 right) => new(Vector512.MaxNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd512 Abs(Simd512 value) => new(Vector512.Abs(value._value));

    [MethodImpl(Inline)]
    public static Simd512 Sqrt(Simd512 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static Simd512 Round(Simd512 value) => new(Vector512.Round(value._value));

    [MethodImpl(Inline)]
    public static Simd512 ScaleByPowerOfTwo(Simd512 value, Simd512 power)
    {
        Vector512<int> exponent = Vector512.ConvertToInt32Native(power._value) + Vector512.Create(127);
        return new(value._value * (exponent << 23).AsSingle());
    }

    [MethodImpl(Inline)]
    public static Simd512 SplitPower(Simd512 value, out Simd512 power)
    {
        Vector512<int> bits = value._value.AsInt32();
        Vector512<int> exponent = (bits - Vector512.Create(SingleMath.SqrtHalfBits)) >> 23;
        power = new(Vector512.ConvertToSingle(exponent));
        return new((bits - (exponent << 23)).AsSingle());
    }

    [MethodImpl(Inline)]
    public static Simd512 GreaterThan(Simd512 left, Simd512 right) => new(Vector512.GreaterThan(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd512 GreaterThanOrEqual(Simd512 left, Simd512 right) =>
        new(Vector512.GreaterThanOrEqual(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd512 EqualTo(Simd512 left, Simd512 right) => new(Vector512.Equals(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd512 Select(Simd512 mask, Simd512 whenTrue, Simd512 whenFalse) =>
        new(Vector512.ConditionalSelect(mask._value, whenTrue._value, whenFalse._value));

    [MethodImpl(Inline)]
    public static Simd512 Exp(Simd512 value) => SingleMath.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512 Log(Simd512 value) => SingleMath.Log(value);

    [MethodImpl(Inline)]
    public static Simd512 Tanh(Simd512 value) => SingleMath.Tanh(value);

    [MethodImpl(Inline)]
    public static Simd512 Sigmoid(Simd512 value) => SingleMath.Sigmoid(value);

    [MethodImpl(Inline)]
    public static float Sum(Simd512 value) => Vector512.Sum(value._value);

    [MethodImpl(Inline)]
    public static float Largest(Simd512 value) => SingleLanes.Largest(value._value);
}
