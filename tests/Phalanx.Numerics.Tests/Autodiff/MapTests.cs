using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class MapTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        DrawnSizes.ForAll(2, 5, (sizes, seed) =>
        {
            Shape[] shapes = [(sizes[0], sizes[1])];
            foreach (Func<Variable<double>, Variable<double>> map in Signed)
            {
                GradientCheck.Verify(seed, shapes, x => map(x[0]), Draws.AwayFromZero);
            }

            foreach (Func<Variable<double>, Variable<double>> map in Positive)
            {
                GradientCheck.Verify(seed, shapes, x => map(x[0]), Draws.Positive);
            }
        });
    }

    // Bounds lie at 0.1, where nothing is drawn.
    private static Func<Variable<double>, Variable<double>>[] Signed =>
    [
        x => x.Relu(), x => x.Elu(), x => x.Tanh(), x => x.Abs(), x => x.NegAbs(), x => x.Exp(),
        x => x.Square(), x => x.Scale(-2), x => x.ClampMin(0.1),
        x => x.ClampMax(0.1), x => x.Clamp(-0.1, 0.1), x => -x, x => x + 2.0, x => 2.0 + x, x => x - 2.0, x => 2.0 - x, x => x * 2.0,
        x => 2.0 * x, x => x / 2.0,
    ];

    private static Func<Variable<double>, Variable<double>>[] Positive => [x => x.Log()];

    [Fact]
    public void Constants_stand_where_they_are_written()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create(2, [4, -1]));
        Assert.Equal([5, 0], (x + 1.0).Value.Span.ToArray());
        Assert.Equal([3, -2], (x - 1.0).Value.Span.ToArray());
        Assert.Equal([-3, 2], (1.0 - x).Value.Span.ToArray());
        Assert.Equal([2, -0.5], (x / 2.0).Value.Span.ToArray());
        Assert.Equal([1, 0], x.Clamp(0, 1).Value.Span.ToArray());
        Assert.Throws<ArgumentException>(() => x.Clamp(1, 0));
    }
}
