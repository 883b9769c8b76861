using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

// Arithmetic; shapes are broadcast as NumPy does.
public readonly partial struct Variable<T>
{
    /// <summary><c>-x</c>.</summary>
    public static Variable<T> operator -(Variable<T> x) => MapOperation<T, Scale>.Apply(x, -T.One);

    /// <summary><c>a + b</c>.</summary>
    public static Variable<T> operator +(Variable<T> a, Variable<T> b) => PairOperation<T, Addition>.Apply(a, b);

    /// <summary><c>a - b</c>.</summary>
    public static Variable<T> operator -(Variable<T> a, Variable<T> b) => PairOperation<T, Subtraction>.Apply(a, b);

    /// <summary><c>a * b</c>, element by element.</summary>
    public static Variable<T> operator *(Variable<T> a, Variable<T> b) => PairOperation<T, Multiplication>.Apply(a, b);

    /// <summary><c>a / b</c>, element by element.</summary>
    public static Variable<T> operator /(Variable<T> a, Variable<T> b) => PairOperation<T, Division>.Apply(a, b);

    /// <summary><c>x + constant</c>.</summary>
    public static Variable<T> operator +(Variable<T> x, T constant) => MapOperation<T, Offset>.Apply(x, constant);

    /// <summary><c>constant + x</c>.</summary>
    public static Variable<T> operator +(T constant, Variable<T> x) => MapOperation<T, Offset>.Apply(x, constant);

    /// <summary><c>x - constant</c>.</summary>
    public static Variable<T> operator -(Variable<T> x, T constant) => MapOperation<T, Offset>.Apply(x, -constant);

    /// <summary><c>constant - x</c>.</summary>
    public static Variable<T> operator -(T constant, Variable<T> x) => MapOperation<T, SubtractFromConstant>.Apply(x, constant);

    /// <summary><c>x * constant</c>.</summary>
    public static Variable<T> operator *(Variable<T> x, T constant) => MapOperation<T, Scale>.Apply(x, constant);

    /// <summary><c>constant * x</c>.</summary>
    public static Variable<T> operator *(T constant, Variable<T> x) => MapOperation<T, Scale>.Apply(x, constant);

    /// <summary><c>x / constant</c>, computed as <c>x * (1 / constant)</c>.</summary>
    public static Variable<T> operator /(Variable<T> x, T constant) => MapOperation<T, Scale>.Apply(x, T.One / constant);
}
