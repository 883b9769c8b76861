using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class StraightThroughTests
{
    [Fact]
    public void Gradients_agree_with_differences_where_the_value_is_x_itself() => DrawnSizes.ForAll(2, 4, (sizes, seed) =>
        GradientCheck.Verify(seed, [(sizes[0], sizes[1])], x => x[0].StraightThrough(x[0].Value).Square() * x[0].Exp()));

    [Fact]
    public void The_value_goes_forwards_and_the_gradient_goes_through_as_it_is()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Leaf(Tensor<double>.Create(3, [0.2, 0.3, 0.5]));
        Variable<double> chosen = x.StraightThrough(Tensor<double>.Create(3, [0, 1, 0]));
        Assert.Equal([0, 1, 0], chosen.Value.Span.ToArray());
        tape.Backward((chosen * tape.Constant(Tensor<double>.Create(3, [7, 8, 9]))).Sum(), new Gradients<double>(new ParameterSet<double>()));
        Assert.Equal([7, 8, 9], tape.GradientOf(x).Span.ToArray());
        Assert.Throws<ArgumentException>(() => x.StraightThrough(Tensor<double>.Create(2, [0, 1])));
    }
}
