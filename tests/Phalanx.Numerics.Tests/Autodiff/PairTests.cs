using Phalanx.Foundation;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class PairTests
{
    private static readonly Func<Variable<double>, Variable<double>, Variable<double>>[] Functions =
        [(a, b) => a + b, (a, b) => a - b, (a, b) => a * b, (a, b) => a / b];

    [Fact]
    public void Gradients_agree_with_differences_however_shapes_are_broadcast()
    {
        DrawnSizes.ForAll(3, 3, (sizes, seed) =>
        {
            var stream = new RandomStream(seed, StreamPurpose.Named("broadcast"), 0);
            Shape[] shapes = [Broadcastable(sizes, ref stream), Broadcastable(sizes, ref stream)];
            foreach (Func<Variable<double>, Variable<double>, Variable<double>> function in Functions)
            {
                GradientCheck.Verify(seed, shapes, x => function(x[0], x[1]), Draws.AwayFromZero);
            }

            GradientCheck.Verify(seed, shapes, x => x[0].Maximum(x[1]), Draws.Distinct(seed));
            GradientCheck.Verify(seed, shapes, x => x[0].Minimum(x[1]), Draws.Distinct(seed));
        });
    }

    [Fact]
    public void A_variable_may_stand_on_both_sides()
    {
        GradientCheck.Verify(1, [(3, 4)], x => x[0] * x[0]);
        GradientCheck.Verify(2, [(3, 1)], x => x[0] * x[0].Reshape((1, 3)));
    }

    [Fact]
    public void Of_two_equal_ones_the_first_has_the_gradient()
    {
        var tape = new Tape<double>();
        Variable<double> a = tape.Leaf(Tensor<double>.Create(1, [2]));
        Variable<double> b = tape.Leaf(Tensor<double>.Create(1, [2]));
        var none = new Gradients<double>(new ParameterSet<double>());
        tape.Backward(a.Maximum(b) + a.Minimum(b), none);
        Assert.Equal(2, tape.GradientOf(a).Span[0]);
        Assert.Equal(0, tape.GradientOf(b).Span[0]);
    }

    /// <summary>Some axes of length 1, some in front left out.</summary>
    private static Shape Broadcastable(int[] sizes, ref RandomStream stream)
    {
        int[] lengths = [.. sizes];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = stream.NextInt(3) == 0 ? 1 : lengths[i];
        }

        return new Shape(lengths.AsSpan(stream.NextInt(3) == 0 ? stream.NextInt(lengths.Length + 1) : 0));
    }
}
