using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class SumTests
{
    [Fact]
    public void Gradients_agree_with_differences_along_any_axis()
    {
        DrawnSizes.ForAll(3, 4, (sizes, seed) =>
        {
            Shape shape = (sizes[0], sizes[1], sizes[2]);
            int axis = (int)(seed % 6) - 3;
            bool keep = seed % 2 == 0;
            GradientCheck.Verify(seed, [shape], x => x[0].Sum(axis, keep));
            GradientCheck.Verify(seed, [shape], x => x[0].Mean(axis, keep));
            GradientCheck.Verify(seed, [shape], x => x[0].Sum());
            GradientCheck.Verify(seed, [shape], x => x[0].Mean());
            Tensor<double> mask = Draws.Mask(shape, seed);
            GradientCheck.Verify(seed, [shape], x => x[0].SumProduct(mask));
            GradientCheck.Verify(seed, [shape], x => x[0].SumProduct(mask) * x[0].Sum());
        });
    }

    [Fact]
    public void Values_and_shapes_are_as_defined()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3), [1, 2, 3, 4, 5, 6]));
        Assert.Equal([21], x.Sum().Value.Span.ToArray());
        Assert.Equal([3.5], x.Mean().Value.Span.ToArray());
        Assert.Equal([5, 7, 9], x.Sum(0).Value.Span.ToArray());
        Assert.Equal([2, 5], x.Mean(-1).Value.Span.ToArray());
        Assert.Equal([8], x.SumProduct(Tensor<double>.Create((2, 3), [1, 0, 1, 1, 0, 0])).Value.Span.ToArray());
        Assert.Equal(0, x.Sum().Shape.Rank);
        Assert.Equal(2, x.Sum(-1).Shape);
        Assert.Equal((2, 1), x.Sum(-1, keepAxis: true).Shape);
        Assert.Throws<ArgumentException>(() => x.SumProduct(Tensor<double>.Create(6)));
    }
}
