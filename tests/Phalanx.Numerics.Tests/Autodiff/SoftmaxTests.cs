using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class SoftmaxTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        DrawnSizes.ForAll(3, 5, (sizes, seed) =>
        {
            Shape shape = (sizes[0], sizes[1], sizes[2]);
            Tensor<double> mask = Draws.Mask(shape, seed);
            foreach (Tensor<double>? allowed in (Tensor<double>?[])[null, mask])
            {
                GradientCheck.Verify(seed, [shape], x => x[0].Softmax(allowed));

                // The constant of what is forbidden would drown the differences.
                GradientCheck.Verify(seed, [shape], x => x[0].LogSumExp(allowed, keepAxis: seed % 2 == 0).ClampMin(-100));
                GradientCheck.Verify(seed, [shape], x => allowed is { } m ? x[0].LogSoftmax(m).SumProduct(m) : x[0].LogSoftmax());
            }
        });
    }

    [Fact]
    public void The_entropy_of_a_masked_row_has_a_finite_gradient()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Leaf(Tensor<double>.Create((1, 3), [0.5, 1, 2]));
        Variable<double> p = x.Softmax(Tensor<double>.Create((1, 3), [1, 0, 1]));
        Variable<double> loss = (p * p.Log()).Slice(-1, 0, 1).Sum() + p.Log().Slice(-1, 1, 1).Sum();
        tape.Backward(loss, new Gradients<double>(new ParameterSet<double>()));
        Assert.All(tape.GradientOf(x).Span.ToArray(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void A_mask_of_another_shape_is_refused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3)));
        Tensor<double> mask = Tensor<double>.Create((3, 2));
        Assert.Contains("3x2", Assert.Throws<ArgumentException>(() => x.Softmax(mask)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.LogSoftmax(mask));
        Assert.Throws<ArgumentException>(() => x.LogSumExp(mask));
        Assert.Throws<ArgumentException>(() => x.Max(mask, out _));
    }
}
