using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>Four floats: SSE on x64, NEON on ARM.</summary>
internal readonly unsafe struct Simd128 : ISimd<Simd128, float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<float> _value;

    [MethodImpl(Inline)]
    private Simd128(Vector128<float> value) => _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector128<float>.Count;
    }

    public static Simd128 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector128<float>.Zero);
    }

    [MethodImpl(Inline)]
    public static Simd128 Create(float value) => new(Vector128.Create(value));

    [MethodImpl(Inline)]
    public static Simd128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(Inline)]
    public static void Store(Simd128 value, float* target) => Vector128.Store(value._value, target);

    [MethodImpl(Inline)]
    public static Simd128 LoadPartial(float* source, int count, float fill)
    {
        Vector128<float> value = Vector128.Create(fill);
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(&value, Vector128<float>.Count));
        return new(value);
    }

    [MethodImpl(Inline)]
    public static void StorePartial(Simd128 value, float* target, int count) =>
        new ReadOnlySpan<float>(&value, count).CopyTo(new Span<float>(target, count));

    public static int SquareEdge
    {
        [MethodImpl(Inline)]
        get => 1;
    }

    [MethodImpl(Inline)]
    public static void TransposeSquare(float* source, nint sourceStride, float* target, nint targetStride) => *target = *source;

    [MethodImpl(Inline)]
    public static Simd128 operator +(Simd128 left, Simd128 right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Simd128 operator -(Simd128 left, Simd128 right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Simd128 operator *(Simd128 left, Simd128 right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static Simd128 operator /(Simd128 left, Simd128 right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static Simd128 operator -(Simd128 value) => new(-value._value);

    [MethodImpl(Inline)]
    public static Simd128 Fma(Simd128 a, Simd128 b, Simd128 c) => new(Vector128.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(Inline)]
    public static Simd128 Min(Simd128 left, Simd128 right) => new(Vector128.MinNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd128 Max(Simd128 left, Simd128 right) => new(Vector128.MaxNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd128 Abs(Simd128 value) => new(Vector128.Abs(value._value));

    [MethodImpl(Inline)]
    public static Simd128 Sqrt(Simd128 value) => new(Vector128.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static Simd128 Round(Simd128 value) => new(Vector128.Round(value._value));

    [MethodImpl(Inline)]
    public static Simd128 ScaleByPowerOfTwo(Simd128 value, Simd128 power)
    {
        Vector128<int> exponent = Vector128.ConvertToInt32Native(power._value) + Vector128.Create(127);
        return new(value._value * (exponent << 23).AsSingle());
    }

    [MethodImpl(Inline)]
    public static Simd128 GreaterThan(Simd128 left, Simd128 right) => new(Vector128.GreaterThan(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd128 GreaterThanOrEqual(Simd128 left, Simd128 right) =>
        new(Vector128.GreaterThanOrEqual(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd128 EqualTo(Simd128 left, Simd128 right) => new(Vector128.Equals(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd128 Select(Simd128 mask, Simd128 whenTrue, Simd128 whenFalse) =>
        new(Vector128.ConditionalSelect(mask._value, whenTrue._value, whenFalse._value));

    [MethodImpl(Inline)]
    public static Simd128 Exp(Simd128 value) => SingleMath.Exp(value);

    [MethodImpl(Inline)]
    public static Simd128 Log(Simd128 value) => new(Vector128.Log(value._value));

    [MethodImpl(Inline)]
    public static Simd128 Tanh(Simd128 value) => SingleMath.Tanh(value);

    [MethodImpl(Inline)]
    public static Simd128 Sigmoid(Simd128 value) => SingleMath.Sigmoid(value);

    [MethodImpl(Inline)]
    public static Simd128 Cos(Simd128 value) => SingleTrigonometry.Cos(value);

    [MethodImpl(Inline)]
    public static Simd128 Sin(Simd128 value) => SingleTrigonometry.Sin(value);

    [MethodImpl(Inline)]
    public static float Sum(Simd128 value) => Vector128.Sum(value._value);

    [MethodImpl(Inline)]
    public static float Largest(Simd128 value)
    {
        float largest = value._value[0];
        for (int i = 1; i < Vector128<float>.Count; i++)
        {
            largest = Math.Max(largest, value._value[i]);
        }

        return largest;
    }
}
