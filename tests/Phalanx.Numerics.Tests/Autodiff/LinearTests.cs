using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Autodiff;

public class LinearTests
{
    [Theory]
    [InlineData(Activation.Identity)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Elu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Abs)]
    public void Gradients_agree_with_differences(Activation activation)
    {
        DrawnSizes.ForAll(4, 6, (sizes, seed) =>
        {
            (int steps, int rows, int inputs, int outputs) = (sizes[0], sizes[1], sizes[2], sizes[3]);
            GradientCheck.Verify(
                seed,
                [(steps, rows, inputs), (outputs, inputs), outputs],
                x => x[0].Linear(x[1], x[2], activation),
                Draws.OneSignPerOutput(steps * rows * inputs, outputs, inputs));
            GradientCheck.Verify(
                seed,
                [(rows, inputs), (outputs, inputs)],
                x => x[0].Linear(x[1], activation: activation),
                Draws.OneSignPerOutput(rows * inputs, outputs, inputs));
        });
    }

    [Fact]
    public void Gradients_of_a_weight_that_is_no_parameter_agree_with_differences()
    {
        DrawnSizes.ForAll(3, 6, (sizes, seed) =>
        {
            (int rows, int inputs, int outputs) = (sizes[0], sizes[1], sizes[2]);
            Shape[] shapes = [(rows, inputs), (outputs, inputs), outputs];
            GradientCheck.Verify(seed, shapes, x => x[0].Tanh().Linear(x[1].Tanh(), x[2].Tanh(), Activation.Sigmoid));
        });
    }

    [Fact]
    public void A_matrix_through_itself_gets_both_gradients()
    {
        DrawnSizes.ForAll(2, 5, (sizes, seed) =>
        {
            GradientCheck.Verify(seed, [(sizes[0], sizes[1])], x => x[0].Linear(x[0]));
            GradientCheck.Verify(seed, [(sizes[0], sizes[1])], x => Itself(x[0].Tanh()));
        });

        static Variable<double> Itself(Variable<double> x) => x.Linear(x);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3)));
        Variable<double> weight = tape.Constant(Tensor<double>.Create((4, 5)));
        Assert.Contains("4x5", Assert.Throws<ArgumentException>(() => x.Linear(weight)).Message, StringComparison.Ordinal);
    }
}
