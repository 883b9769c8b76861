using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Numerics.Tests.Autodiff;

public class LinearBankTests
{
    [Theory]
    [InlineData(Activation.Identity)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    public void Gradients_agree_with_differences_whether_layers_share_their_input_or_not(Activation activation)
    {
        DrawnSizes.ForAll(4, 5, (sizes, seed) =>
        {
            (int rows, int inputs, int outputs, int layers) = (sizes[0], sizes[1], sizes[2], sizes[3]);
            foreach (int width in (int[])[inputs, layers * inputs])
            {
                Shape[] shapes =
                [
                    (2, rows, width),
                    .. Enumerable.Repeat<Shape>((outputs, inputs), layers),
                    .. Enumerable.Repeat<Shape>(outputs, layers),
                ];
                GradientCheck.Verify(seed, shapes, x => Bank(x, layers, activation));
                GradientCheck.Verify(seed, shapes[..(1 + layers)], x => Bank(x, layers, activation));
            }
        });
    }

    [Fact]
    public void A_bank_gives_to_the_bit_what_its_perceptrons_give_alone()
    {
        var set = new ParameterSet<float>();
        var bank = new PerceptronBank<float>(set.Scope("bank"), 3, [5, 7, 2]);
        set.Initialise(1);
        var tape = new Tape<float>();
        Variable<float> x = tape.Constant(tape.Arena.RentCopy((4, 5), [.. Enumerable.Range(0, 20).Select(i => MathF.Sin(i))]));
        ReadOnlySpan<float> all = bank.Forward(x, Activation.Sigmoid).Value.Span;
        for (int k = 0; k < 3; k++)
        {
            Variable<float> Layer(Variable<float> input, int depth, Activation activation) => input.Linear(
                tape.Use(set[$"bank.{k}.{depth}.weight"]), tape.Use(set[$"bank.{k}.{depth}.bias"]), activation);
            ReadOnlySpan<float> alone = Layer(Layer(x, 0, Activation.Relu), 2, Activation.Sigmoid).Value.Span;
            for (int row = 0; row < 4; row++)
            {
                Assert.Equal(alone.Slice(row * 2, 2), all.Slice((row * 6) + (k * 2), 2));
            }
        }
    }

    [Fact]
    public void Names_are_those_of_a_list()
    {
        var set = new ParameterSet<float>();
        _ = new PerceptronBank<float>(set.Scope("one"), 2, [3, 1]);
        _ = new PerceptronBank<float>(set.Scope("two"), 1, [3, 4, 1]);
        Assert.Equal(
            ["one.0.bias", "one.0.weight", "one.1.bias", "one.1.weight", "two.0.0.bias", "two.0.0.weight", "two.0.2.bias", "two.0.2.weight"],
            set.Parameters.Select(parameter => parameter.Name).Order());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var set = new ParameterSet<double>();
        var bank = new PerceptronBank<double>(set, 2, [3, 1]);
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 4)));
        Assert.Contains("2x4", Assert.Throws<ArgumentException>(() => bank.Forward(x)).Message, StringComparison.Ordinal);
        Variable<double> fits = tape.Constant(Tensor<double>.Create((2, 3)));
        Assert.Throws<ArgumentException>(() => bank.Forward(fits, Activation.Abs));
        Assert.Throws<ArgumentException>(() => new PerceptronBank<double>(set, 0, [3, 1]));
    }

    private static Variable<double> Bank(Variable<double>[] x, int layers, Activation activation) =>
        Operation<double>.Record<LinearBankOperation<double>>(x[0], x.AsSpan(1)).Forward(layers, activation);
}
