using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class HuberTests
{
    [Fact]
    public void Gradients_agree_with_differences() => DrawnSizes.ForAll(2, 6, (sizes, seed) =>
    {
        GradientCheck.Verify(seed, [(sizes[0], sizes[1])], x => x[0].Huber(0.4));
        GradientCheck.Verify(seed, [(sizes[0], sizes[1])], x => x[0].Tanh().Huber());
    });

    [Fact]
    public void It_is_a_square_up_to_delta_and_a_line_beyond()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create(5, [0, -2, 2, 3, -5]));
        Assert.Equal([0, 2, 2, 4, 8], x.Huber(2).Value.Span.ToArray());
        Assert.Equal([0, 1.5, 1.5, 2.5, 4.5], x.Huber().Value.Span.ToArray());
    }

    [Fact]
    public void A_bend_that_is_not_positive_is_refused()
    {
        Variable<double> x = new Tape<double>().Constant(Tensor<double>.Create(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Huber(0));
    }
}
