using Phalanx.Foundation;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Mixers;

public class DuellingMixerTests
{
    private const int Kernels = 10;

    private static readonly TeamShape Team = new(Agents: 3, Observation: 1, State: 5, Actions: 3);

    private static readonly int[][] JointActions =
        [.. Enumerable.Range(0, 27).Select(i => (int[])[i / 9, i / 3 % 3, i % 3])];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_greedy_joint_action_of_a_duelling_mixer_has_the_largest_value_for_any_parameters(bool attention)
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            (IMixer<double> mixer, _, double[] state, double[] utilities) = Drawn(attention, seed);
            double[] values = Mix(mixer, utilities, state);
            Assert.True(values[Array.IndexOf(JointActions, Greedy(utilities))] >= values.Max() - 1e-9, $"seed {seed}");
            Assert.True(values.Max() - values.Min() > 1e-6);
        }
    }

    [Fact]
    public void The_duelling_value_of_the_greedy_joint_action_is_the_sum_of_the_transformed_best_values()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            (IMixer<double> mixer, ParameterSet<double> set, double[] state, double[] utilities) = Drawn(attention: false, seed);
            double expected = Transformed(set, state, [.. utilities.Chunk(3).Select(own => own.Max())]).Sum();
            double actual = Mix(mixer, utilities, state)[Array.IndexOf(JointActions, Greedy(utilities))];
            Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Duelling_weights_of_advantages_are_positive_and_change_with_the_joint_action()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var set = new ParameterSet<double>();
            var duel = new Duel<double>(set, Team, Kernels, 1, 0);
            Fill(set, seed);
            double[] lambda = duel.Lambda(MixerInputs.OfJointActions(new double[9], JointActions, [1, -1, 0.5, 2, 0])).Value.Span.ToArray();
            Assert.All(lambda, weight => Assert.True(weight > 0));
            Assert.NotEqual(lambda[0], lambda[^3]);
        }
    }

    [Fact]
    public void A_duelling_mixer_with_weights_of_one_is_the_sum_of_the_transformed_values()
    {
        (IMixer<double> mixer, ParameterSet<double> set, double[] state, double[] utilities) = Drawn(attention: false, 3);
        foreach (Parameter<double> parameter in set.Parameters.Where(parameter => parameter.Name.StartsWith("si_weight", StringComparison.Ordinal)))
        {
            // Keys that add up to one, and gates that are open.
            double value = parameter.Name.EndsWith("weight", StringComparison.Ordinal) ? 0 : parameter.Name.Contains("key") ? 1.0 / Kernels : 50;
            parameter.Write([.. Enumerable.Repeat(value, parameter.Shape.Count)]);
        }

        double[] mixed = Mix(mixer, utilities, state);
        for (int i = 0; i < mixed.Length; i++)
        {
            double[] values = [.. JointActions[i].Select((action, agent) => utilities[(agent * 3) + action])];
            Assert.Equal(Transformed(set, state, values).Sum(), mixed[i], 1e-7);
        }
    }

    [Fact]
    public void Agents_under_a_duelling_mixer_learn_from_its_first_sum_only()
    {
        (IMixer<double> mixer, ParameterSet<double> set, double[] state, double[] utilities) = Drawn(attention: false, 9);
        MixerInput<double> input = MixerInputs.OfJointActions(utilities, [[2, 0, 1]], state);
        input.Tape.Backward(mixer.Mix(input).Sum(), new Gradients<double>(set));
        double[] gradient = input.Tape.GradientOf(input.Values).Span.ToArray();
        double[] none = Transformed(set, state, [0, 0, 0]);
        double[] one = Transformed(set, state, [1, 1, 1]);
        for (int agent = 0; agent < 3; agent++)
        {
            Assert.Equal(one[agent] - none[agent], gradient[agent], 1e-9);
        }
    }

    /// <summary>w and b learn from the first sum only too: with a gradient of one, that of the last layer's biases is Q and 1.</summary>
    [Fact]
    public void The_transformation_of_a_duelling_mixer_learns_from_its_first_sum_only()
    {
        (IMixer<double> mixer, ParameterSet<double> set, double[] state, double[] utilities) = Drawn(attention: false, 9);
        MixerInput<double> input = MixerInputs.OfJointActions(utilities, [[2, 0, 1]], state);
        var gradients = new Gradients<double>(set);
        input.Tape.Backward(mixer.Mix(input).Sum(), gradients);
        double[] values = [utilities[2], utilities[3], utilities[7]];
        for (int agent = 0; agent < 3; agent++)
        {
            Assert.Equal(1, gradients[set["V.2.bias"]].Span[agent], 1e-9);
            Assert.Equal(Math.Abs(values[agent]), Math.Abs(gradients[set["hyper_w_final.2.bias"]].Span[agent]), 1e-9);
        }
    }

    private static double[] Mix(IMixer<double> mixer, double[] utilities, double[] state) =>
        mixer.Mix(MixerInputs.OfJointActions(utilities, JointActions, state)).Value.Span.ToArray();

    private static int[] Greedy(double[] utilities)
    {
        int[] best = [.. utilities.Chunk(3).Select(own => Array.IndexOf(own, own.Max()))];
        return JointActions.Single(actions => actions.SequenceEqual(best));
    }

    /// <summary><c>(|w(s)| + 1e-10) Q + b(s)</c>, by hand.</summary>
    private static double[] Transformed(ParameterSet<double> set, double[] state, double[] values)
    {
        double[] w = Perceive(set, "hyper_w_final", state);
        double[] b = Perceive(set, "V", state);
        return [.. values.Select((value, i) => ((Math.Abs(w[i]) + 1e-10) * value) + b[i])];
    }

    private static double[] Perceive(ParameterSet<double> set, string network, double[] input)
    {
        double[] Layer(int depth, double[] x) =>
            [.. set[$"{network}.{depth}.bias"].Value.Span.ToArray().Select((bias, row) =>
                bias + x.Select((value, column) => value * set[$"{network}.{depth}.weight"].Value.Span[(row * x.Length) + column]).Sum())];
        return Layer(2, [.. Layer(0, input).Select(value => Math.Max(value, 0))]);
    }

    private static (IMixer<double> Mixer, ParameterSet<double> Set, double[] State, double[] Utilities) Drawn(bool attention, ulong seed)
    {
        var set = new ParameterSet<double>();
        var form = new AttentionForm { Heads = 2, Embedding = 3, QueryWidth = 5, ValueWidth = 4, HeadWidth = 4 };
        IMixer<double> mixer = attention
            ? new AttentionDuellingMixer<double>(set, Team, form, Kernels, 2, 4)
            : new DuellingMixer<double>(set, Team, 6, transforms: true, Kernels, 3, 4);
        RandomStream draws = Fill(set, seed);
        double[] state = new double[Team.State];
        double[] utilities = new double[9];
        draws.FillNormal(state);
        draws.FillNormal(utilities, standardDeviation: 3);
        return (mixer, set, state, utilities);
    }

    private static RandomStream Fill(ParameterSet<double> set, ulong seed)
    {
        var draws = new RandomStream(seed, StreamPurpose.Named("test of duels"), 0);
        draws.FillNormal(set.Values);
        set.Touch();
        return draws;
    }
}
