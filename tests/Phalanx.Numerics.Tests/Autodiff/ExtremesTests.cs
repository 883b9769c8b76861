using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class ExtremesTests
{
    [Fact]
    public void Gradients_agree_with_differences_along_any_axis()
    {
        DrawnSizes.ForAll(3, 4, (sizes, seed) =>
        {
            Shape shape = (sizes[0], sizes[1], sizes[2]);
            int axis = (int)(seed % 6) - 3;
            GradientCheck.Verify(seed, [shape], x => x[0].Max(axis, keepAxis: seed % 2 == 0), Draws.Distinct(seed));
            GradientCheck.Verify(seed, [shape], x => x[0].Min(axis, keepAxis: seed % 2 == 0), Draws.Distinct(seed));
            Tensor<double> mask = Draws.Mask(shape, seed);

            // The constant of a forbidden row would drown the differences.
            GradientCheck.Verify(seed, [shape], x => x[0].Max(mask, out _).ClampMin(-100), Draws.Distinct(seed));
        });
    }

    [Fact]
    public void The_gradient_goes_to_the_first_of_equal_ones()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Leaf(Tensor<double>.Create((1, 4), [1, 3, 3, 0]));
        tape.Backward(x.Max(-1), new Gradients<double>(new ParameterSet<double>()));
        Assert.Equal([0, 1, 0, 0], tape.GradientOf(x).Span.ToArray());
    }

    [Fact]
    public void A_row_that_is_all_forbidden_gives_a_finite_constant_and_no_gradient()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Leaf(Tensor<double>.Create((2, 2), [1, 3, 5, 6]));
        Variable<double> y = x.Max(Tensor<double>.Create((2, 2), [0, 0, 1, 0]), out Tensor<int> indices);
        Assert.Equal([-9999999, 5], y.Value.Span.ToArray());
        Assert.Equal([0, 0], indices.Span.ToArray());
        tape.Backward(y.Sum(), new Gradients<double>(new ParameterSet<double>()));
        Assert.Equal([0, 0, 1, 0], tape.GradientOf(x).Span.ToArray());
    }

    [Fact]
    public void An_empty_axis_has_no_maximum()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 0)));
        Assert.Contains("2x0", Assert.Throws<ArgumentException>(() => x.Max(-1)).Message, StringComparison.Ordinal);
    }
}
