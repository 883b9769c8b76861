using System.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Reference;

[Trait("Category", "Reference")]
public class QuantileHuberReferenceTests
{
    [Fact]
    public void Double_precision_agrees_with_the_recorded_loss() => Compare<double>();

    [Fact]
    public void Single_precision_agrees_with_the_recorded_loss() => Compare<float>();

    private static void Compare<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var module = new RecordedModule<T>("quantile_huber");
        Tensor<T> levels = module.Read("input.tau");
        Tensor<T> targets = module.Read("input.y");
        Tensor<T> weights = module.Read("input.mask");
        T real = Sum(weights.Span);
        foreach (ref T weight in weights.Span)
        {
            weight /= real;
        }

        Variable<T> losses = module.Use("input.z").QuantileHuber(levels, targets);
        module.AssertRecorded("expect.loss_per_step", losses.Value.Span);
        module.AssertRecorded("expect.rho", EveryPair(module, levels, targets).Value.Span);
        module.AssertLossAndGradients(losses.SumProduct(weights));
    }

    /// <summary>The loss of every sample with every target alone.</summary>
    private static Variable<T> EveryPair<T>(RecordedModule<T> module, Tensor<T> levels, Tensor<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape pairs = module.ShapeOf("expect.rho");
        int m = pairs.Last;
        int n = pairs[-2];
        Tensor<T> z = Tensor<T>.Create((pairs.Count, 1));
        Tensor<T> tau = Tensor<T>.Create(z.Shape);
        Tensor<T> y = Tensor<T>.Create(z.Shape);
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            z.Span[pair] = module.Use("input.z").Value.Span[pair / m];
            tau.Span[pair] = levels.Span[pair / m];
            y.Span[pair] = targets.Span[(pair / (n * m) * m) + (pair % m)];
        }

        return module.Tape.Constant(z).QuantileHuber(tau, y);
    }

    private static T Sum<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T value in values)
        {
            sum += value;
        }

        return sum;
    }
}
