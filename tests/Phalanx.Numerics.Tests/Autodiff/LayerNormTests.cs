using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class LayerNormTests
{
    [Fact]
    public void Gradients_agree_with_differences() => DrawnSizes.ForAll(3, 6, (sizes, seed) =>
    {
        (int a, int b, int width) = (sizes[0], sizes[1], sizes[2]);

        // A large epsilon bounds the curvature where a short row happens to be almost constant.
        GradientCheck.Verify(seed, [(a, b, width), width, width], x => x[0].LayerNorm(x[1], x[2], 0.1));
        GradientCheck.Verify(seed, [(a, width), width, width], x => x[0].Tanh().LayerNorm(x[1].Tanh(), x[2].Tanh(), 0.1));
    });

    [Fact]
    public void The_variance_divides_by_the_length_and_epsilon_is_inside_the_root()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3), [1, 2, 3, 5, 5, 5]));
        Variable<double> gain = tape.Constant(Tensor<double>.Create(3, [1, 2, 3]));
        Variable<double> bias = tape.Constant(Tensor<double>.Create(3, [10, 20, 30]));
        double step = 1 / Math.Sqrt((2.0 / 3) + 1e-5);
        double[] expected = [10 - step, 20, 30 + (3 * step), 10, 20, 30];
        ReadOnlySpan<double> actual = x.LayerNorm(gain, bias).Value.Span;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-14);
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3)));
        Variable<double> good = tape.Constant(Tensor<double>.Create(3));
        Variable<double> bad = tape.Constant(Tensor<double>.Create(4));
        Assert.Contains("2x3", Assert.Throws<ArgumentException>(() => x.LayerNorm(bad, good)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.LayerNorm(good, bad));
    }

    [Fact]
    public void A_repeated_step_allocates_nothing() =>
        SteadyState.AllocatesNothing([(10, 17), 17, 17], x => x[0].LayerNorm(x[1], x[2]));
}
