using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Element-wise functions of two variables that are not operators; shapes are broadcast as NumPy does.</summary>
public static class PairOperations
{
    /// <summary>The larger of two; of two equal ones the first has the gradient.</summary>
    /// <exception cref="ArgumentException">The shapes cannot be broadcast together.</exception>
    public static Variable<T> Maximum<T>(this Variable<T> a, Variable<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PairOperation<T, Maximum>.Apply(a, b);

    /// <summary>The smaller of two; of two equal ones the first has the gradient.</summary>
    /// <exception cref="ArgumentException">The shapes cannot be broadcast together.</exception>
    public static Variable<T> Minimum<T>(this Variable<T> a, Variable<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PairOperation<T, Minimum>.Apply(a, b);
}

internal sealed class PairOperation<T, TMap> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TMap : struct, IPairMap
{
    private Broadcast _plan;

    public static Variable<T> Apply(Variable<T> a, Variable<T> b)
    {
        Broadcast plan = Broadcast.Of(a.Shape, b.Shape);
        PairOperation<T, TMap> operation = Record<PairOperation<T, TMap>>(a, b);
        operation._plan = plan;
        Tensor<T> y = a.Tape.Arena.Rent(plan.Result);
        operation.Kernels.MapPairs<TMap>(plan, operation.Input(0).Span, operation.Input(1).Span, y.Span);
        return operation.Finish(y);
    }

    protected internal override void Backward()
    {
        Backward<LeftOf<TMap>>(0);
        Backward<RightOf<TMap>>(1);
    }

    private void Backward<TTerm>(int input)
        where TTerm : struct, IPairTerm
    {
        if (Wants(input))
        {
            GradientTarget<T> target = GradientOf(input);
            Kernels.MapPairsBackward<TTerm>(_plan, OutputGradient, Input(0).Span, Input(1).Span, target.Span, target.Accumulate);
        }
    }
}
