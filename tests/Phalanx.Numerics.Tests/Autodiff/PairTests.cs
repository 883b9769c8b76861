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
        });
    }

    [Fact]
    public void A_variable_may_stand_on_both_sides()
    {
        GradientCheck.Verify(1, [(3, 4)], x => x[0] * x[0]);
        GradientCheck.Verify(2, [(3, 1)], x => x[0] * x[0].Reshape((1, 3)));
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
