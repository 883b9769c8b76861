using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Numerics.Tests.Layers;

public class LayerTests
{
    [Fact]
    public void Parameters_bear_the_names_and_shapes_of_the_recorded_files()
    {
        var set = new ParameterSet<float>();
        ParameterScope<float> agent = set.Scope("agent");
        _ = new LinearLayer<float>(agent.Scope("fc1"), 12, 8);
        _ = new GruLayer<float>(agent.Scope("rnn"), 8, 8);
        _ = new Perceptron<float>(set.Scope("mixer").Scope("V"), [7, 4, 1], lastBias: false);

        Assert.Equal(
            [
                "agent.fc1.weight 8x12", "agent.fc1.bias 8",
                "agent.rnn.weight_ih 24x8", "agent.rnn.weight_hh 24x8", "agent.rnn.bias_ih 24", "agent.rnn.bias_hh 24",
                "mixer.V.0.weight 4x7", "mixer.V.0.bias 4", "mixer.V.2.weight 1x4",
            ],
            set.Parameters.Select(parameter => $"{parameter.Name} {parameter.Shape}"));
    }

    [Fact]
    public void Parameters_are_drawn_uniformly_within_one_over_the_root_of_the_fan_in()
    {
        var set = new ParameterSet<double>();
        var linear = new LinearLayer<double>(set.Scope("linear"), 16, 3000);
        var gru = new GruLayer<double>(set.Scope("gru"), 5, 25);
        set.Initialise(11);

        AssertUniform(linear.Weight, 1.0 / 4);
        AssertUniform(linear.Bias!, 1.0 / 4);
        AssertUniform(gru.StateWeight, 1.0 / 5);
        AssertUniform(gru.InputWeight, 1.0 / 5);
    }

    [Fact]
    public void A_perceptron_is_its_layers_one_after_the_other()
    {
        var set = new ParameterSet<double>();
        var net = new Perceptron<double>(set.Scope("net"), [2, 2, 1]);
        set["net.0.weight"].Write([1, -1, 2, 0.5]);
        set["net.0.bias"].Write([0.25, -10]);
        set["net.2.weight"].Write([3, 7]);
        set["net.2.bias"].Write([-1]);
        var tape = new Tape<double>();

        Variable<double> y = net.Forward(tape.Constant(Tensor<double>.Create((1, 2), [2, 0.5])));

        // relu(2 - 0.5 + 0.25) = 1.75, relu(4 + 0.25 - 10) = 0; 3 * 1.75 - 1 = 4.25
        Assert.Equal(4.25, y.Value.Span[0], 1e-15);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 5)]
    [InlineData(3, 15)]
    public void Parts_of_a_layer_are_some_of_its_outputs(int parts, int inputs)
    {
        const int First = 2;
        const int Outputs = 4;
        var set = new ParameterSet<double>();
        var layer = new LinearLayer<double>(set, 5, 16, bias: false);
        set.Initialise(3);
        double[] Computed(Func<Variable<double>, Variable<double>> forward)
        {
            var tape = new Tape<double>();
            Variable<double> x = tape.Leaf(Tensor<double>.Create((7, inputs), [.. Enumerable.Range(0, 7 * inputs).Select(i => Math.Sin(i))]));
            Variable<double> y = forward(x);
            var gradients = new Gradients<double>(set);
            tape.Backward(y.Tanh().Sum(), gradients);
            return [.. y.Value.Span, .. tape.GradientOf(x).Span, .. gradients.Values];
        }

        double[] expected = Computed(x =>
        {
            Variable<double> Of(int part)
            {
                Variable<double> own = inputs == 5 ? x : x.Slice(1, 5 * part, 5);
                return layer.Forward(own).Slice(1, First + (part * Outputs), Outputs);
            }

            return parts == 1 ? Of(0) : Of(0).Concat(Of(1), Of(2));
        });
        double[] actual = Computed(x => layer.Part(x, First, Outputs, parts));
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Parts_that_a_layer_does_not_have_are_refused()
    {
        var set = new ParameterSet<double>();
        var layer = new LinearLayer<double>(set, 5, 16, bias: false);
        set.Initialise(3);
        Variable<double> x = new Tape<double>().Constant(Tensor<double>.Create((7, 5)));
        Assert.Contains("no 3 parts of 5 outputs from 2 on", Assert.Throws<ArgumentException>(() => layer.Part(x, 2, 5, parts: 3)).Message);
        Assert.Throws<ArgumentException>(() => layer.Part(x, -1, 5));
    }

    [Fact]
    public void A_gru_agrees_with_the_hand_checked_scalar()
    {
        var set = new ParameterSet<double>();
        var gru = new GruLayer<double>(set, 1, 1);
        gru.InputWeight.Write([0.5, -0.3, 0.8]);
        gru.StateWeight.Write([0.2, 0.4, -0.6]);
        gru.InputBias.Write([0.1, 0.05, -0.2]);
        gru.StateBias.Write([0, 0.1, 0.3]);
        var tape = new Tape<double>();
        Variable<double> start = tape.Constant(Tensor<double>.Create((1, 1), [0.25]));

        Variable<double> h = gru.Forward(tape.Constant(Tensor<double>.Create((1, 1, 1), [1.5])), start);

        Assert.Equal(0.55398801, h.Value.Span[0], 1e-8);
    }

    private static void AssertUniform(Parameter<double> parameter, double bound)
    {
        double[] values = parameter.Value.Span.ToArray();
        Assert.InRange(values.Max(), 0.9 * bound, bound);
        Assert.InRange(values.Min(), -bound, -0.9 * bound);
        Assert.InRange(values.Average(), -0.2 * bound, 0.2 * bound);
    }
}
