using Phalanx.Foundation;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class QuantileHuberTests
{
    [Fact]
    public void Gradients_agree_with_differences() => DrawnSizes.ForAll(4, 5, (sizes, seed) =>
    {
        (int a, int b, int n, int m) = (sizes[0], sizes[1], sizes[2], sizes[3]);
        var stream = new RandomStream(seed, StreamPurpose.Named("targets"), 0);
        Tensor<double> levels = Tensor<double>.Create((a, b, n));
        stream.FillUniform(levels.Span, 0, 1);
        Tensor<double> targets = Tensor<double>.Create((a, b, m));
        stream.FillUniform(targets.Span, -2, 2);
        GradientCheck.Verify(seed, [(a, b, n)], x => x[0].QuantileHuber(levels, targets));
        GradientCheck.Verify(seed, [(a, b, n)], x => x[0].Tanh().QuantileHuber(levels, targets));
    });

    [Fact]
    public void A_case_computed_by_hand_is_exact()
    {
        var tape = new Tape<double>();
        Variable<double> samples = tape.Leaf(Tensor<double>.Create((1, 2), [0, 1]));
        Variable<double> loss = samples.QuantileHuber(
            Tensor<double>.Create((1, 2), [0.25, 0.75]), Tensor<double>.Create((1, 2), [0.5, 3]));
        Assert.Equal(1, loss.Shape);
        Assert.Equal([0.90625], loss.Value.Span.ToArray());

        // Means over the targets of -weight * u held between -1 and 1: of (.25 * .5, .25 * 1) and of (.25 * -.5, .75 * 1).
        tape.Backward(loss, [2], new Gradients<double>(new ParameterSet<double>()));
        Assert.Equal([-0.375, -0.625], tape.GradientOf(samples).Span.ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Variable<double> samples = new Tape<double>().Constant(Tensor<double>.Create((2, 3)));
        Tensor<double> good = Tensor<double>.Create((2, 3));
        foreach (Shape shape in (Shape[])[(3, 3), (2, 0), 3])
        {
            Tensor<double> bad = Tensor<double>.Create(shape);
            Assert.Throws<ArgumentException>(() => samples.QuantileHuber(bad, good));
            Assert.Contains("2x3", Assert.Throws<ArgumentException>(() => samples.QuantileHuber(good, bad)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_repeated_step_allocates_nothing()
    {
        Tensor<float> levels = Tensor<float>.Create((5, 6));
        Tensor<float> targets = Tensor<float>.Create((5, 9));
        SteadyState.AllocatesNothing([(5, 6)], x => x[0].QuantileHuber(levels, targets));
    }
}
