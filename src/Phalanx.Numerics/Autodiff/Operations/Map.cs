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

    /// <summary><c>1 / (1 + exp -x)</c>.</summary>
    public static Variable<T> Sigmoid<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Sigmoid>.Apply(x);

    /// <summary>Absolute value, of derivative 0 at 0.</summary>
    public static Variable<T> Abs<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MapOperation<T, Abs>.Apply(x);
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
        if (Wants(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.MapBackward<TMap>(Input(0).Span, Output.Span, OutputGradient, dx.Span, dx.Accumulate, _constant);
        }
    }
}
