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
        GradientCheck.Verify(1, [(3, 4, 5), (7, 5), 7], x => x[0].Linear(x[1], x[2], activation));
        GradientCheck.Verify(2, [(1, 1), (3, 1)], x => x[0].Linear(x[1], activation: activation));
    }

    [Fact]
    public void A_weight_that_is_no_parameter_gives_the_same()
    {
        GradientCheck.Verify(3, [(4, 5), (3, 5)], x => x[0].Linear(x[1].Tanh()));
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
