using Phalanx.Learning.Agents;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Tests.Algorithms;
using Phalanx.Learning.Tests.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Agents;

public class QuantileMixerTests
{
    private static readonly TeamShape Team = new(Agents: 3, Observation: 1, State: 4, Actions: 2);

    private static readonly double[] State = [0.3, -1, 0.5, 2];

    [Fact]
    public void The_cosines_of_level_zero_are_ones_and_those_of_level_one_alternate()
    {
        var tape = new Tape<double>();
        double[] cosines = QuantileLevels.Cosines(tape, tape.Arena.RentCopy(3, [0, 1, 0.5]), 5).Span.ToArray();
        double[] expected = [1, 1, 1, 1, 1, 1, -1, 1, -1, 1, 1, 0, -1, 0, 1];
        Assert.All(cosines.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void Cosine_features_are_the_cosines_of_all_multiples()
    {
        var tape = new Tape<double>();
        double[] cosines = QuantileLevels.Cosines(tape, tape.Arena.RentCopy(1, [0.37]), 64).Span.ToArray();
        Assert.All(Enumerable.Range(0, 64), j => Assert.Equal(Math.Cos(Math.PI * j * 0.37), cosines[j], 1e-11));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(33)]
    public void The_mean_of_dmix_equals_qmix_of_the_means(int levels)
    {
        var set = new ParameterSet<double>();
        var qmix = new MonotonicMixer<double>(set, Team, embedding: 4, hypernetLayers: 2, hypernetWidth: 5);
        OneSlotShards.Fill(set, seed: 1);
        double[] samples = Samples(levels);
        double[] means = [.. samples.Chunk(levels).Select(own => own.Average())];
        double[] mixed = Mix(new MeanShapeMixer<double>(qmix), samples, means);
        Assert.Equal(qmix.Mix(MixerInputs.Of(means, State, 1)).Value.Span[0], mixed.Average(), 1e-12);
        double spread = samples.Where((_, i) => i % levels == 0).Sum() - means.Sum();
        Assert.Equal(spread, mixed[0] - mixed.Average(), 1e-12);
    }

    [Fact]
    public void A_sample_of_ddn_depends_on_the_agents_samples_at_its_level_alone()
    {
        double[] samples = Samples(4);
        double[] before = Mix(new SumQuantileMixer<double>(), samples, new double[3]);
        samples[4 + 2] += 1; // the second agent's third
        double[] after = Mix(new SumQuantileMixer<double>(), samples, new double[3]);
        Assert.Equal([0, 0, 1, 0], after.Zip(before, (a, b) => Math.Round(a - b, 12)));
    }

    [Fact]
    public void Attention_coefficients_of_datten_are_never_negative_except_without_a_softmax()
    {
        int negative = 0;
        for (ulong seed = 0; seed < 50; seed++)
        {
            Assert.All(Coefficients(softmax: true, seed), coefficient => Assert.True(coefficient >= 0));
            negative += Coefficients(softmax: false, seed).Count(coefficient => coefficient < 0);
        }

        Assert.InRange(negative, 10, 149);
    }

    /// <summary>The first layer is cut in two, for the state and for the rest: the same as one layer over both.</summary>
    [Fact]
    public void The_central_value_of_a_quantile_level_equals_that_of_a_plain_network()
    {
        var set = new ParameterSet<double>();
        var mixer = new LevelQuantileMixer<double>(set, Team, cosines: 3, width: 5);
        var plain = new ParameterSet<double>();
        var network = new Phalanx.Numerics.Layers.Perceptron<double>(plain.Scope("net"), [4 + 3 + 3, 5, 5, 1]);
        OneSlotShards.Fill(set, seed: 2);
        OneSlotShards.Fill(plain, seed: 2);
        double[] samples = Samples(2);
        double[] mixed = Mix(mixer, samples, new double[3]);
        for (int k = 0; k < 2; k++)
        {
            var tape = new Tape<double>();
            double[] cosines = QuantileLevels.Cosines(tape, tape.Arena.RentCopy(1, [Level(k, 2)]), 3).Span.ToArray();
            double[] seen = [.. State, samples[k], samples[2 + k], samples[4 + k], .. cosines];
            Assert.Equal(network.Forward(tape.Constant(tape.Arena.RentCopy((1, 10), seen))).Value.Span[0], mixed[k], 1e-12);
        }
    }

    private static double[] Coefficients(bool softmax, ulong seed)
    {
        var set = new ParameterSet<double>();
        var mixer = new AttentionQuantileMixer<double>(set, Team, new AttentionSettings { Heads = 2, Embedding = 3 }.ToForm() with { Softmax = softmax });
        OneSlotShards.Fill(set, seed);
        return mixer.Coefficients(MixerInputs.Of([0, 0, 0], State, 1)).Value.Span.ToArray();
    }

    private static double[] Mix(IQuantileMixer<double> mixer, double[] samples, double[] means)
    {
        MixerInput<double> input = MixerInputs.Of(means, State, 1);
        Tape<double> tape = input.Tape;
        int count = samples.Length / 3;
        double[] levels = [.. Enumerable.Range(0, count).Select(k => Level(k, count))];
        return mixer.Mix(tape.Leaf(tape.Arena.RentCopy((1, 1, 3, count), samples)), tape.Arena.RentCopy((1, 1, count), levels), input)
            .Value.Span.ToArray();
    }

    private static double Level(int k, int count) => (k + 0.5) / count;

    private static double[] Samples(int levels) => [.. Enumerable.Range(0, 3 * levels).Select(i => Math.Sin(1 + (2.3 * i)) * 3)];
}
