using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class GatherTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        DrawnSizes.ForAll(4, 5, (sizes, seed) =>
        {
            Tensor<int> chosen = Draws.Indices((sizes[0], sizes[1]), 0, sizes[2], seed);
            GradientCheck.Verify(seed, [(sizes[0], sizes[1], sizes[2])], x => x[0].Gather(chosen));
            Tensor<int> rows = Draws.Indices((sizes[0], sizes[1]), -1, sizes[2], seed);
            GradientCheck.Verify(seed, [(sizes[2], sizes[3])], x => x[0].GatherRows(rows));
        });
    }

    [Fact]
    public void Values_are_as_defined()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3), [1, 2, 3, 4, 5, 6]));
        Assert.Equal([3, 4], x.Gather(Tensor<int>.Create(2, [2, 0])).Value.Span.ToArray());
        Variable<double> rows = x.GatherRows(Tensor<int>.Create((3, 1), [1, -1, 0]));
        Assert.Equal((3, 1, 3), rows.Shape);
        Assert.Equal([4, 5, 6, 0, 0, 0, 1, 2, 3], rows.Value.Span.ToArray());
    }

    [Fact]
    public void Operands_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3)));
        Assert.Throws<ArgumentException>(() => x.Gather(Tensor<int>.Create(3)));
        Assert.Throws<ArgumentException>(() => x.Gather(Tensor<int>.Create(2, [0, 3])));
        Assert.Throws<ArgumentException>(() => x.Gather(Tensor<int>.Create(2, [-1, 0])));
        Assert.Throws<ArgumentException>(() => x.GatherRows(Tensor<int>.Create(1, [2])));
    }
}
