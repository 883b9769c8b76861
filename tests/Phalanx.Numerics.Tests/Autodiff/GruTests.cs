using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Safetensors;
using Phalanx.Numerics.Tests.Kernels;

namespace Phalanx.Numerics.Tests.Autodiff;

public class GruTests
{
    [Fact]
    public void Gradients_agree_with_differences() =>
        DrawnSizes.ForAll(4, 4, (sizes, seed) => Verify(seed, sizes[0], sizes[1], sizes[2], sizes[3]));

    [Theory]
    [InlineData(2, 300, 1, 2)] // a chunk is one step
    [InlineData(140, 2, 1, 1)] // more than one chunk of steps
    public void Gradients_agree_with_differences_however_time_is_cut(int steps, int rows, int inputs, int hidden) =>
        Verify(1, steps, rows, inputs, hidden);

    [Fact]
    public void Gradients_of_inputs_that_are_no_parameters_agree_with_differences() => DrawnSizes.ForAll(4, 3, (sizes, seed) => GradientCheck.Verify(
        seed,
        Shapes(sizes[0], sizes[1], sizes[2], sizes[3]),
        x => x[0].Tanh().Gru(x[1].Tanh(), x[2].Tanh(), x[3].Tanh(), x[4].Tanh(), x[5].Tanh())));

    [Fact]
    public void Inputs_that_are_one_and_the_same_get_all_their_gradients() => DrawnSizes.ForAll(2, 4, (sizes, seed) =>
    {
        (int rows, int hidden) = (sizes[0], sizes[1]);
        GradientCheck.Verify(seed, [(rows, hidden), (3 * hidden, hidden), 3 * hidden], x =>
        {
            Variable<double> state = x[0].Tanh();
            Variable<double> weight = x[1].Tanh();
            Variable<double> bias = x[2].Tanh();
            return state.Reshape((1, rows, hidden)).Gru(weight, weight, bias, bias, state);
        });
        GradientCheck.Verify(seed, [(3 * hidden, hidden), (3 * hidden, hidden), 3 * hidden], x =>
        {
            Variable<double> weight = x[0].Tanh();
            return weight.Reshape((3, hidden, hidden)).Gru(weight, x[1], x[2], x[2]);
        });
    });

    [Fact]
    [Trait("Category", "Reference")]
    public void The_recorded_sequence_is_reproduced_in_double_precision() => AgreesWithRecorded<double>(Kernels<double>.Best, 1e-9, 1e-9);

    [Theory]
    [Trait("Category", "Reference")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void The_recorded_sequence_is_reproduced_in_single_precision(SimdLevel level) =>
        AgreesWithRecorded(Kernels<float>.At(level), 1e-6, 2e-5);

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_row_does_not_depend_on_the_other_rows(SimdLevel level)
    {
        const int steps = 5, inputs = 7, hidden = 19, most = 21;
        var stream = new RandomStream(5, StreamPurpose.Named("gru"), 0);
        ParameterSet<float> set = Weights(inputs, hidden, ref stream);
        float[] x = new float[steps * most * inputs];
        stream.FillUniform(x, -1, 1);

        float[] whole = Run(most, 0);
        for (int rows = 1; rows < most; rows++)
        {
            int first = stream.NextInt(most - rows + 1);
            float[] part = Run(rows, first);
            for (int step = 0; step < steps; step++)
            {
                ReadOnlySpan<float> expected = whole.AsSpan(((step * most) + first) * hidden, rows * hidden);
                Assert.True(part.AsSpan(step * rows * hidden, rows * hidden).SequenceEqual(expected), $"{rows} rows from {first}, step {step}");
            }
        }

        float[] Run(int rows, int first)
        {
            var tape = new Tape<float>(Kernels<float>.At(level));
            Tensor<float> input = Tensor<float>.Create((steps, rows, inputs));
            for (int step = 0; step < steps; step++)
            {
                x.AsSpan(((step * most) + first) * inputs, rows * inputs).CopyTo(input.Slice(step, 1).Span);
            }

            IReadOnlyList<Parameter<float>> p = set.Parameters;
            return tape.Constant(input).Gru(tape.Use(p[0]), tape.Use(p[1]), tape.Use(p[2]), tape.Use(p[3])).Value.Span.ToArray();
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Constant(Tensor<double>.Create((2, 3, 4)));
        Variable<double> w = tape.Constant(Tensor<double>.Create((6, 4)));
        Variable<double> b = tape.Constant(Tensor<double>.Create(6));
        Assert.Contains("6x4", Assert.Throws<ArgumentException>(() => x.Gru(w, w, b, b)).Message, StringComparison.Ordinal);

        Variable<double> none = tape.Constant(Tensor<double>.Create((2, 3, 0)));
        Variable<double> ofNone = tape.Constant(Tensor<double>.Create((6, 0)));
        Variable<double> square = tape.Constant(Tensor<double>.Create((6, 2)));
        Assert.Contains("2x3x0", Assert.Throws<ArgumentException>(() => none.Gru(ofNone, square, b, b)).Message, StringComparison.Ordinal);
    }

    private static Shape[] Shapes(int steps, int rows, int inputs, int hidden) =>
        [(steps, rows, inputs), (3 * hidden, inputs), (3 * hidden, hidden), 3 * hidden, 3 * hidden, (rows, hidden)];

    private static void Verify(ulong seed, int steps, int rows, int inputs, int hidden)
    {
        Shape[] shapes = Shapes(steps, rows, inputs, hidden);
        GradientCheck.Verify(seed, shapes, x => x[0].Gru(x[1], x[2], x[3], x[4], x[5]));
        GradientCheck.Verify(seed, shapes[..5], x => x[0].Gru(x[1], x[2], x[3], x[4]));
    }

    private static void AgreesWithRecorded<T>(Kernels<T> kernels, double valueTolerance, double gradientTolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SafetensorsFile file = SafetensorsFile.Open(Fixtures.File("learners/module_gru_sequence.safetensors"));
        string[] names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];
        var set = new ParameterSet<T>();
        foreach (string name in names)
        {
            set.Declare(name, new Shape(file["param." + name].Shape), Initialiser.Zeros);
        }

        foreach (Parameter<T> parameter in set.Parameters)
        {
            parameter.Write(Read("param." + parameter.Name));
        }

        var tape = new Tape<T>(kernels);
        Variable<T> x = tape.Leaf(Tensor<T>.Create(new Shape(file["input.x"].Shape), Read("input.x")));
        Variable<T> start = tape.Leaf(Tensor<T>.Create(new Shape(file["input.h0"].Shape), Read("input.h0")));
        Variable<T>[] weights = [.. set.Parameters.Select(tape.Use)];
        Variable<T> states = x.Gru(weights[0], weights[1], weights[2], weights[3], start);
        Close(Read("expect.h"), states.Value.Span, valueTolerance);

        var gradients = new Gradients<T>(set);
        tape.Backward(states, Read("input.cotangent"), gradients);
        Close(Read("grad.x"), tape.GradientOf(x).Span, gradientTolerance);
        Close(Read("grad.h0"), tape.GradientOf(start).Span, gradientTolerance);
        foreach (Parameter<T> parameter in set.Parameters)
        {
            Close(Read("grad." + parameter.Name), gradients[parameter].Span, gradientTolerance);
        }

        T[] Read(string name) => Array.ConvertAll(file.ReadDouble(name), T.CreateChecked);
    }

    private static void Close<T>(T[] expected, ReadOnlySpan<T> actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double scale = Math.Max(1e-300, expected.Max(value => Math.Abs(double.CreateChecked(value))));
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(actual[i]), tolerance * scale);
        }
    }

    private static ParameterSet<float> Weights(int inputs, int hidden, ref RandomStream stream)
    {
        var set = new ParameterSet<float>();
        set.Declare("weight_ih", (3 * hidden, inputs), Initialiser.FanIn(hidden));
        set.Declare("weight_hh", (3 * hidden, hidden), Initialiser.FanIn(hidden));
        set.Declare("bias_ih", 3 * hidden, Initialiser.FanIn(hidden));
        set.Declare("bias_hh", 3 * hidden, Initialiser.FanIn(hidden));
        set.Initialise(stream.NextUInt64());
        return set;
    }
}
