using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Tests.Algorithms;
using Phalanx.Learning.Tests.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Quantiles;

/// <summary>
/// What ResZ's default networks can represent of ResQ's game with its second best joint action, (C, C), greedy. The main function and the
/// residual are both attention: sums over agents with weights of the state alone.
/// </summary>
public class AttentionResidualTests
{
    private const int Actions = 3;

    /// <summary>The state is a 1, and agents are told apart by their ids, as in a matrix game.</summary>
    private static readonly TeamShape Team = new TeamShape(Agents: 2, Observation: 1, State: 1, Actions) with { AgentFeatures = 2 };

    private static readonly double[] State = [1];

    private static readonly double[,] Payoffs = { { 8, -12, -12 }, { -12, 0, 0 }, { -12, 0, 7.9 } };

    /// <summary>What both agents' utilities add to the main function.</summary>
    private static readonly double[] Utilities = [3.95, 0, 3.951];

    /// <summary>x = p + q: what the first agent and the second add to the residual before -|x|.</summary>
    private static readonly (double[] First, double[] Second) Residual = ([0, 15.95, 19.901], [0, -15.95, -19.901]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_attention_residual_represents_the_resq_game_within_a_tenth_with_the_second_best_joint_action_greedy(ulong seed)
    {
        AttentionQuantileMixer<double> main = Drawn(softmax: true, seed);
        AttentionQuantileMixer<double> residual = Drawn(softmax: false, seed);
        (double[] First, double[] Second) agents = SamplesOf(main, Utilities, Utilities);
        (double[] First, double[] Second) others = SamplesOf(residual, Residual.First, Residual.Second);

        int[] greedy = [IndexOfLargest(agents.First), IndexOfLargest(agents.Second)];
        Assert.Equal([2, 2], greedy);
        for (int first = 0; first < Actions; first++)
        {
            for (int second = 0; second < Actions; second++)
            {
                double value = Mixed(main, agents.First[first], agents.Second[second]);
                double x = Mixed(residual, others.First[first], others.Second[second]);
                Assert.InRange(Joint([first, second], greedy, value, x) - Payoffs[first, second], -0.1 - 1e-9, 0.1 + 1e-9);
            }
        }
    }

    /// <summary>Z_jt = Z_tot - w_r |x|, as ResZ computes it.</summary>
    private static double Joint(int[] taken, int[] greedy, double main, double x)
    {
        var tape = new Tape<double>();
        Tensor<double> weight = ResidualMasking.OffGreedy<double>(
            tape, tape.Indices.RentCopy((1, 2), taken), tape.Indices.RentCopy((1, 2), greedy), agents: 2);
        return main + (weight.Span[0] * tape.Constant(tape.Arena.RentCopy(1, [x])).NegAbs().Value.Span[0]);
    }

    /// <summary>The agents' samples by which a mixer's value becomes the sum of two contributions.</summary>
    private static (double[] First, double[] Second) SamplesOf(AttentionQuantileMixer<double> mixer, double[] first, double[] second)
    {
        double constant = Mixed(mixer, 0, 0);
        double[] coefficients = mixer.Coefficients(MixerInputs.Of([0, 0], State, 1)).Value.Span.ToArray();
        return ([.. first.Select(value => (value - constant) / coefficients[0])], [.. second.Select(value => value / coefficients[1])]);
    }

    private static double Mixed(AttentionQuantileMixer<double> mixer, double first, double second)
    {
        MixerInput<double> input = MixerInputs.Of([0, 0], State, 1);
        Tape<double> tape = input.Tape;
        Variable<double> samples = tape.Leaf(tape.Arena.RentCopy((1, 1, 2, 1), [first, second]));
        return mixer.Mix(samples, tape.Arena.RentCopy((1, 1, 1), [0.5]), input).Value.Span[0];
    }

    private static AttentionQuantileMixer<double> Drawn(bool softmax, ulong seed)
    {
        var set = new ParameterSet<double>();
        var mixer = new AttentionQuantileMixer<double>(set, Team, new AttentionSettings().ToForm() with { Softmax = softmax });
        OneSlotShards.Fill(set, seed);
        return mixer;
    }

    private static int IndexOfLargest(double[] values) => Array.IndexOf(values, values.Max());
}
