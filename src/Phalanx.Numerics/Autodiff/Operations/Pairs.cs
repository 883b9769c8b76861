using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>An operator of two variables, whose shapes are broadcast as NumPy does.</summary>
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
        if (NeedsGradient(input))
        {
            GradientTarget<T> target = GradientOf(input);
            Kernels.MapPairsBackward<TTerm>(_plan, OutputGradient, Input(0).Span, Input(1).Span, target.Span, target.Accumulate);
        }
    }
}
