using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>Eight floats: AVX2 with fused multiply-add.</summary>
internal readonly unsafe struct Simd256 : ISimd<Simd256, float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> _value;

    [MethodImpl(Inline)]
    private Simd256(Vector256<float> value) => _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector256<float>.Count;
    }

    public static Simd256 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector256<float>.Zero);
    }

    [MethodImpl(Inline)]
    public static Simd256 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static Simd256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(Inline)]
    public static void Store(Simd256 value, float* target) => Vector256.Store(value._value, target);

    [MethodImpl(Inline)]
    public static Simd256 LoadPartial(float* source, int count, float fill)
    {
        Vector256<float> value = Vector256.Create(fill);
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(&value, Vector256<float>.Count));
        return new(value);
    }

    [MethodImpl(Inline)]
    public static void StorePartial(Simd256 value, float* target, int count) =>
        new ReadOnlySpan<float>(&value, count).CopyTo(new Span<float>(target, count));

    public static int SquareEdge
    {
        [MethodImpl(Inline)]
        get => SingleSquare.Edge;
    }

    [MethodImpl(Inline)]
    public static void TransposeSquare(float* source, nint sourceStride, float* target, nint targetStride) =>
        SingleSquare.Transpose(source, sourceStride, target, targetStride);

    [MethodImpl(Inline)]
    public static Simd256 operator +(Simd256 left, Simd256 right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Simd256 operator -(Simd256 left, Simd256 right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Simd256 operator *(Simd256 left, Simd256 right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static Simd256 operator /(Simd256 left, Simd256 right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static Simd256 operator -(Simd256 value) => new(-value._value);

    [MethodImpl(Inline)]
    public static Simd256 Fma(Simd256 a, Simd256 b, Simd256 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(Inline)]
    public static Simd256 Min(Simd256 left, Simd256 right) => new(Vector256.MinNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd256 Max(Simd256 left, Simd256 right) => new(Vector256.MaxNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd256 Abs(Simd256 value) => new(Vector256.Abs(value._value));

    [MethodImpl(Inline)]
    public static Simd256 Sqrt(Simd256 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static Simd256 Round(Simd256 value) => new(Vector256.Round(value._value));

    [MethodImpl(Inline)]
    public static Simd256 ScaleByPowerOfTwo(Simd256 value, Simd256 power)
    {
        Vector256<int> exponent = Vector256.ConvertToInt32Native(power._value) + Vector256.Create(127);
        return new(value._value * (exponent << 23).AsSingle());
    }

    [MethodImpl(Inline)]
    public static Simd256 GreaterThan(Simd256 left, Simd256 right) => new(Vector256.GreaterThan(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd256 GreaterThanOrEqual(Simd256 left, Simd256 right) =>
        new(Vector256.GreaterThanOrEqual(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd256 EqualTo(Simd256 left, Simd256 right) => new(Vector256.Equals(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd256 Select(Simd256 mask, Simd256 whenTrue, Simd256 whenFalse) =>
        new(Vector256.ConditionalSelect(mask._value, whenTrue._value, whenFalse._value));

    [MethodImpl(Inline)]
    public static Simd256 Exp(Simd256 value) => SingleMath.Exp(value);

    [MethodImpl(Inline)]
    public static Simd256 Log(Simd256 value) => new(Vector256.Log(value._value));

    [MethodImpl(Inline)]
    public static Simd256 Tanh(Simd256 value) => SingleMath.Tanh(value);

    [MethodImpl(Inline)]
    public static Simd256 Sigmoid(Simd256 value) => SingleMath.Sigmoid(value);

    [MethodImpl(Inline)]
    public static Simd256 Cos(Simd256 value) => SingleTrigonometry.Cos(value);

    [MethodImpl(Inline)]
    public static Simd256 Sin(Simd256 value) => SingleTrigonometry.Sin(value);

    [MethodImpl(Inline)]
    public static float Sum(Simd256 value) => Vector256.Sum(value._value);

    [MethodImpl(Inline)]
    public static float Largest(Simd256 value)
    {
        float largest = value._value[0];
        for (int i = 1; i < Vector256<float>.Count; i++)
        {
            largest = Math.Max(largest, value._value[i]);
        }

        return largest;
    }
}
