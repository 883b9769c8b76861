using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Autodiff;

public class LinearWithOneHotsTests
{
    [Theory]
    [InlineData(Activation.Identity)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Abs)]
    public void Gradients_agree_with_differences(Activation activation)
    {
        DrawnSizes.ForAll(5, 4, (sizes, seed) =>
        {
            (int rows, int dense, int outputs, int first, int second) = (sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
            OneHot[] oneHots =
            [
                new(Draws.Indices((2, rows), -1, first, seed), first), new(Draws.Indices((2, rows), -1, second, seed + 1), second),
            ];
            int inputs = dense + first + second;
            Shape[] shapes = [(2, rows, dense), (outputs, inputs), outputs];
            GradientCheck.Verify(seed, shapes, x => x[0].LinearWithOneHots(x[1], x[2], activation, oneHots), Draw());
            GradientCheck.Verify(seed, shapes, x => x[0].LinearWithOneHots(x[1].Tanh(), null, activation, oneHots), Draw());

            // Several ones in a vector.
            OneHot several = new(Draws.Indices((3, 2, rows), -1, first + second, seed), first + second);
            GradientCheck.Verify(seed, shapes, x => x[0].LinearWithOneHots(x[1], x[2], activation, several), Draw());

            GradientCheck.Draw Draw() => Draws.OneSignPerOutput(2 * rows * dense, outputs, inputs);
        });
    }

    [Fact]
    public void Values_are_those_of_one_hots_that_are_built()
    {
        var set = new ParameterSet<float>();
        Parameter<float> weight = set.Declare("weight", (5, 3 + 2 + 4), Initialiser.Uniform(1));
        Parameter<float> bias = set.Declare("bias", 5, Initialiser.Uniform(1));
        set.Initialise(3);
        float[] dense = [0.1f, 0.2f, 0.3f, -0.4f, 0.5f, 0.6f];
        float[] built = [0.1f, 0.2f, 0.3f, 0, 1, 0, 0, 0, 0, -0.4f, 0.5f, 0.6f, 1, 0, 0, 0, 0, 1];
        OneHot[] oneHots = [new(Tensor<int>.Create(2, [1, 0]), 2), new(Tensor<int>.Create(2, [-1, 3]), 4)];
        foreach (Kernels<float> kernels in Kernels<float>.All)
        {
            var tape = new Tape<float>(kernels);
            Variable<float> looked = tape.Constant(Tensor<float>.Create((2, 3), dense))
                .LinearWithOneHots(tape.Use(weight), tape.Use(bias), Activation.Tanh, oneHots);
            Variable<float> multiplied = tape.Constant(Tensor<float>.Create((2, 9), built))
                .Linear(tape.Use(weight), tape.Use(bias), Activation.Tanh);
            Assert.Equal(multiplied.Value.Span.ToArray(), looked.Value.Span.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        }
    }

    [Fact]
    public void A_vector_of_several_ones_is_the_sum_of_one_hots()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 1), [1, 2]));
        Variable<double> weight = tape.Constant(Tensor<double>.Create((1, 4), [1, 10, 100, 1000]));
        var ones = new OneHot(Tensor<int>.Create((3, 2), [0, -1, 2, 1, -1, 1]), 3);
        Assert.Equal([1 + 10 + 1000, 2 + 100 + 100], x.LinearWithOneHots(weight, oneHots: ones).Value.Span.ToArray());
    }

    [Fact]
    public void A_changed_weight_is_looked_up_anew()
    {
        var set = new ParameterSet<double>();
        Parameter<double> weight = set.Declare("weight", (1, 3), Initialiser.Zeros);
        var tape = new Tape<double>();
        foreach (double value in (double[])[1, 2, 3])
        {
            weight.Write([0, value, 10 * value]);
            Variable<double> x = tape.Constant(Tensor<double>.Create((1, 1)));
            Variable<double> y = x.LinearWithOneHots(tape.Use(weight), oneHots: [new OneHot(Tensor<int>.Create(1, [1]), 2)]);
            Assert.Equal(10 * value, y.Value.Span[0]);
        }
    }

    [Fact]
    public void Workers_that_ask_at_once_share_one_layout()
    {
        var set = new ParameterSet<float>();
        Parameter<float> weight = set.Declare("weight", (64, 64), Initialiser.Uniform(1));
        set.Initialise(1);
        Kernels<float> kernels = Kernels<float>.Best;
        for (int round = 0; round < 20; round++)
        {
            weight.Write([.. Enumerable.Repeat((float)round, 64 * 64)]);
            System.Threading.Tasks.Parallel.For(0, 4, _ =>
            {
                Assert.Equal(round, weight.ColumnsAsRows(kernels, 32)[^1]);
                Assert.Same(weight.Packed(kernels, forward: true, 32), weight.Packed(kernels, forward: true, 32));
                Assert.NotSame(weight.Packed(kernels, forward: true), weight.Packed(kernels, forward: true, 32));
                Assert.Equal(32, weight.Packed(kernels, forward: true, 32).Inner);
                Assert.Equal(32, weight.Packed(kernels, forward: false, 32).Columns);
            });
        }
    }

    [Fact]
    public void Operands_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3)));
        Variable<double> weight = tape.Constant(Tensor<double>.Create((4, 5)));
        Tensor<int> indices = Tensor<int>.Create(2);
        Assert.Throws<ArgumentException>(() => x.LinearWithOneHots(weight, oneHots: [new OneHot(indices, 3)]));
        Assert.Throws<ArgumentException>(() => x.LinearWithOneHots(weight, oneHots: [new OneHot(Tensor<int>.Create(3), 2)]));
        Assert.Throws<ArgumentException>(() => x.LinearWithOneHots(weight, oneHots: [new OneHot(Tensor<int>.Create(2, [0, 2]), 2)]));
        Variable<double> wide = tape.Constant(Tensor<double>.Create((4, 8)));
        var one = new OneHot(indices, 1);
        Assert.Throws<ArgumentException>(() => x.LinearWithOneHots(wide, oneHots: [one, one, one, one, one]));
    }
}
