using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class LayoutTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        DrawnSizes.ForAll(4, 4, (sizes, seed) =>
        {
            Shape shape = (sizes[0], sizes[1], sizes[2]);
            int axis = (int)(seed % 3);
            int start = (int)(seed % (ulong)shape[axis]);
            GradientCheck.Verify(seed, [shape], x => x[0].Slice(axis, start, shape[axis] - start));
            GradientCheck.Verify(seed, [shape], x => x[0].Slice(axis - 3, 0, start) * x[0].Slice(axis, shape[axis] - start, start));
            GradientCheck.Verify(seed, [shape], x => x[0].Transpose(axis, (axis + 1) % 3));
            GradientCheck.Verify(seed, [shape], x => x[0].Transpose(-3, -1) * x[0].Reshape(x[0].Shape.With(0, sizes[2]).With(2, sizes[0])));
            GradientCheck.Verify(
                seed, [shape, shape.With(-1, sizes[3]), shape.With(-1, 1)], x => x[1].Concat(x[0], x[1], x[2], x[0], x[1]));
        });
    }

    [Fact]
    public void Values_are_as_defined()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3), [1, 2, 3, 4, 5, 6]));
        Assert.Equal([1, 4, 2, 5, 3, 6], x.Transpose(0, 1).Value.Span.ToArray());
        Assert.Equal((3, 2), x.Transpose(0, 1).Shape);
        Assert.Equal([2, 3, 5, 6], x.Slice(-1, 1, 2).Value.Span.ToArray());
        Assert.Equal([4, 5, 6], x.Slice(0, 1, 1).Value.Span.ToArray());
        Variable<double> column = tape.Constant(Tensor<double>.Create((2, 1), [7, 8]));
        Assert.Equal([1, 2, 3, 7, 4, 5, 6, 8], x.Concat(column).Value.Span.ToArray());
    }

    [Fact]
    public void An_empty_tensor_can_be_sliced_and_joined_like_any_other()
    {
        var tape = new Tape<double>();
        Variable<double> none = tape.Leaf(Tensor<double>.Create((0, 3)));
        Assert.Equal((0, 6), none.Concat(none).Shape);
        Assert.Equal((0, 1), none.Slice(1, 2, 1).Shape);
        Assert.Equal((3, 0), none.Transpose(0, 1).Shape);
        Assert.Equal((0, 3), none.Slice(0, 0, 0).Shape);
        Variable<double> loss = none.Concat(none).Sum() + none.Slice(1, 2, 1).Sum() + none.Transpose(0, 1).Sum();
        tape.Backward(loss, new Gradients<double>(new ParameterSet<double>()));
        Assert.Equal(0, tape.GradientOf(none).Count);
    }

    [Fact]
    public void A_weight_that_no_row_went_through_has_a_gradient_of_zeros()
    {
        var tape = new Tape<double>();
        Variable<double> none = tape.Constant(Tensor<double>.Create((0, 3)));
        Variable<double> weight = tape.Leaf(Tensor<double>.Create((2, 3), [1, 2, 3, 4, 5, 6]));
        tape.Backward(none.Concat(none.Linear(weight)).Sum(), new Gradients<double>(new ParameterSet<double>()));
        Assert.Equal(new double[6], tape.GradientOf(weight).Span.ToArray());
    }

    [Fact]
    public void A_slice_of_a_parameter_keeps_what_the_parameter_was()
    {
        var set = new ParameterSet<double>();
        Parameter<double> parameter = set.Declare("parameter", (2, 2), Initialiser.Zeros);
        parameter.Write([1, 2, 3, 4]);
        var tape = new Tape<double>();
        Variable<double> used = tape.Use(parameter);
        Variable<double> x = tape.Leaf(Tensor<double>.Create(2, [5, 6]));
        foreach (Variable<double> slice in (Variable<double>[])[used.Slice(0, 1, 1).Reshape(2), used.Reshape(4).Slice(0, 2, 2)])
        {
            parameter.Write([1, 2, 3, 4]);
            Variable<double> again = tape.Use(parameter).Reshape(4).StopGradient().Slice(0, 2, 2);
            Variable<double> loss = (x * again).Sum();
            parameter.Write([7, 7, 7, 7]);
            Assert.Equal([3, 4], slice.Value.Span.ToArray());
            tape.Backward(loss, new Gradients<double>(new ParameterSet<double>()));
            Assert.Equal([3, 4], tape.GradientOf(x).Span.ToArray());
        }
    }

    [Fact]
    public void Operands_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3)));
        Assert.Throws<ArgumentException>(() => x.Concat(tape.Constant(Tensor<double>.Create((3, 3)))));
        Assert.Throws<ArgumentException>(() => x.Slice(1, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Transpose(0, 2));
    }
}
