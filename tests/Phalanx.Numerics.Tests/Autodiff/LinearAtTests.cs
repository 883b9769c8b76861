using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class LinearAtTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        DrawnSizes.ForAll(3, 5, (sizes, seed) =>
        {
            Tensor<int> indices = Draws.Indices((2, sizes[0]), 0, sizes[2], seed);
            Shape[] shapes = [(2, sizes[0], sizes[1]), (sizes[2], sizes[1]), sizes[2]];
            GradientCheck.Verify(seed, shapes, x => x[0].LinearAt(x[1], x[2], indices, x[0].Linear(x[1], x[2]).Value));
            GradientCheck.Verify(seed, shapes[..2], x => x[0].LinearAt(x[1], null, indices, x[0].Linear(x[1]).Value));

            // As the second to add to the same gradients.
            GradientCheck.Verify(
                seed, shapes, x => x[0].LinearAt(x[1], x[2], indices, x[0].Linear(x[1], x[2]).Value) * x[0].Linear(x[1], x[2]).Sum(-1));
        });
    }

    [Fact]
    public void Operands_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3)));
        Variable<double> weight = tape.Constant(Tensor<double>.Create((4, 3)));
        Tensor<int> indices = Tensor<int>.Create(2);
        Assert.Throws<ArgumentException>(() => x.LinearAt(weight, null, indices, Tensor<double>.Create((2, 3))));
        Assert.Throws<ArgumentException>(() => x.LinearAt(weight, null, Tensor<int>.Create(3), Tensor<double>.Create((2, 4))));
        Assert.Throws<ArgumentException>(() => x.LinearAt(weight, null, Tensor<int>.Create(2, [0, 4]), Tensor<double>.Create((2, 4))));
    }
}
