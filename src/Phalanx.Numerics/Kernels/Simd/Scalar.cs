using System.Numerics;
using System.Runtime.CompilerServices;
using Phalanx.Foundation;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>One element: the portable twin of every kernel, and the only level of double precision.</summary>
internal readonly unsafe struct Scalar<T> : ISimd<Scalar<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly T _value;

    [MethodImpl(Inline)]
    private Scalar(T value) => _value = value;

    public static int Count
    {
        [MethodImpl(Inline)]
        get => 1;
    }

    public static Scalar<T> Zero
    {
        [MethodImpl(Inline)]
        get => new(T.Zero);
    }

    [MethodImpl(Inline)]
    public static Scalar<T> Create(T value) => new(value);

    [MethodImpl(Inline)]
    public static Scalar<T> Load(T* source) => new(*source);

    [MethodImpl(Inline)]
    public static void Store(Scalar<T> value, T* target) => *target = value._value;

    [MethodImpl(Inline)]
    public static Scalar<T> LoadPartial(T* source, int count, T fill) => new(count > 0 ? *source : fill);

    [MethodImpl(Inline)]
    public static void StorePartial(Scalar<T> value, T* target, int count)
    {
        if (count > 0)
        {
            *target = value._value;
        }
    }

    public static int Registers
    {
        [MethodImpl(Inline)]
        get => 16;
    }

    public static int SquareEdge
    {
        [MethodImpl(Inline)]
        get => 1;
    }

    [MethodImpl(Inline)]
    public static void TransposeSquare(T* source, nint sourceStride, T* target, nint targetStride) => *target = *source;

    [MethodImpl(Inline)]
    public static Scalar<T> operator +(Scalar<T> left, Scalar<T> right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> operator -(Scalar<T> left, Scalar<T> right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> operator *(Scalar<T> left, Scalar<T> right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> operator /(Scalar<T> left, Scalar<T> right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> operator -(Scalar<T> value) => new(-value._value);

    [MethodImpl(Inline)]
    public static Scalar<T> Fma(Scalar<T> a, Scalar<T> b, Scalar<T> c) =>
        new(T.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(Inline)]
    public static Scalar<T> Min(Scalar<T> left, Scalar<T> right) => new(left._value < right._value ? left._value : right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> Max(Scalar<T> left, Scalar<T> right) => new(left._value > right._value ? left._value : right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> Abs(Scalar<T> value) => new(T.Abs(value._value));

    [MethodImpl(Inline)]
    public static Scalar<T> Sqrt(Scalar<T> value) => new(T.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static Scalar<T> Round(Scalar<T> value) => new(T.Round(value._value));

    [MethodImpl(Inline)]
    public static Scalar<T> ScaleByPowerOfTwo(Scalar<T> value, Scalar<T> power) =>
        new(T.ScaleB(value._value, int.CreateTruncating(power._value)));

    [MethodImpl(Inline)]
    public static Scalar<T> SplitPower(Scalar<T> value, out Scalar<T> power)
    {
        int exponent = T.ILogB(value._value);
        T mantissa = T.ScaleB(value._value, -exponent);
        bool upper = mantissa * mantissa >= T.One + T.One;
        power = new(T.CreateTruncating(upper ? exponent + 1 : exponent));
        return new(upper ? mantissa * T.CreateTruncating(0.5) : mantissa);
    }

    [MethodImpl(Inline)]
    public static Scalar<T> GreaterThan(Scalar<T> left, Scalar<T> right) => Mask(left._value > right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> GreaterThanOrEqual(Scalar<T> left, Scalar<T> right) => Mask(left._value >= right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> EqualTo(Scalar<T> left, Scalar<T> right) => Mask(left._value == right._value);

    [MethodImpl(Inline)]
    public static Scalar<T> Select(Scalar<T> mask, Scalar<T> whenTrue, Scalar<T> whenFalse) =>
        mask._value != T.Zero ? whenTrue : whenFalse;

    [MethodImpl(Inline)]
    public static Scalar<T> Exp(Scalar<T> value) => new(Elementary.Exp(value._value));

    [MethodImpl(Inline)]
    public static Scalar<T> Log(Scalar<T> value) => new(Elementary.Log(value._value));

    [MethodImpl(Inline)]
    public static Scalar<T> Tanh(Scalar<T> value) => new(Elementary.Tanh(value._value));

    [MethodImpl(Inline)]
    public static Scalar<T> Sigmoid(Scalar<T> value) => new(T.One / (T.One + Elementary.Exp(-value._value)));

    [MethodImpl(Inline)]
    public static T Sum(Scalar<T> value) => value._value;

    [MethodImpl(Inline)]
    public static T Largest(Scalar<T> value) => value._value;

    [MethodImpl(Inline)]
    private static Scalar<T> Mask(bool condition) => new(condition ? T.One : T.Zero);
}
