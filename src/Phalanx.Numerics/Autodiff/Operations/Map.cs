using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Element-wise functions of one variable.</summary>
public static class MapOperations
{
    /// <summary><c>max(x, 0)</c>.</summary>
    public static Variable<T> Relu<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Relu>.Apply(x);

    /// <summary><c>x</c> where positive, <c>exp x - 1</c> elsewhere.</summary>
    public static Variable<T> Elu<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Elu>.Apply(x);

    /// <summary>Hyperbolic tangent.</summary>
    public static Variable<T> Tanh<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Tanh>.Apply(x);

    /// <summary>Absolute value, of derivative 0 at 0.</summary>
    public static Variable<T> Abs<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Abs>.Apply(x);

    /// <summary><c>-|x|</c>, of derivative 0 at 0.</summary>
    public static Variable<T> NegAbs<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, NegAbs>.Apply(x);

    /// <summary>Exponential.</summary>
    public static Variable<T> Exp<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Exp>.Apply(x);

    /// <summary>Natural logarithm.</summary>
    public static Variable<T> Log<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Log>.Apply(x);

    /// <summary><c>x²</c>.</summary>
    public static Variable<T> Square<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Square>.Apply(x);

    /// <summary><c>factor * x</c>.</summary>
    public static Variable<T> Scale<T>(this Variable<T> x, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Scale>.Apply(x, factor);

    /// <summary>The function that follows a layer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such function.</exception>
    public static Variable<T> Activate<T>(this Variable<T> x, Activation activation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => activation switch
        {
            Activation.Identity => x,
            Activation.Relu => x.Relu(),
            Activation.Elu => x.Elu(),
            Activation.Tanh => x.Tanh(),
            Activation.Sigmoid => MapOperation<T, Sigmoid>.Apply(x),
            Activation.Abs => x.Abs(),
            _ => throw new ArgumentOutOfRangeException(nameof(activation)),
        };

    /// <summary>The larger of x and a bound; at the bound the gradient passes.</summary>
    public static Variable<T> ClampMin<T>(this Variable<T> x, T low)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, AtLeast>.Apply(x, low);

    /// <summary>The smaller of x and a bound; at the bound the gradient passes.</summary>
    public static Variable<T> ClampMax<T>(this Variable<T> x, T high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, AtMost>.Apply(x, high);

    /// <summary>x, held between two bounds; at the bounds the gradient passes.</summary>
    /// <exception cref="ArgumentException">The bounds are in the wrong order.</exception>
    public static Variable<T> Clamp<T>(this Variable<T> x, T low, T high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        low <= high ? x.ClampMin(low).ClampMax(high) : throw new ArgumentException($"Nothing lies between {low} and {high}.");
}

internal sealed class MapOperation<T, TMap> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TMap : struct, IMap
{
    private T _constant;

    public static Variable<T> Apply(Variable<T> x, T constant = default)
    {
        MapOperation<T, TMap> operation = Record<MapOperation<T, TMap>>(x);
        operation._constant = constant;
        Tensor<T> y = x.Tape.Arena.Rent(x.Shape);
        operation.Kernels.Map<TMap>(x.Value.Span, y.Span, constant);
        return operation.Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.MapBackward<TMap>(Input(0).Span, Output.Span, OutputGradient, dx.Span, dx.Accumulate, _constant);
        }
    }
}
