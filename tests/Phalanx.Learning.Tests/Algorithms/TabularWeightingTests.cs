using Phalanx.Foundation;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Optimisers;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// What gradients find in the smallest setting there is: free utilities of two agents, a monotonic mixer without a state, all nine joint actions in
/// every step. How often the greedy joint action is the best says what the weights do, and keeps mixer, weights and optimiser as they are.
/// </summary>
public class TabularWeightingTests
{
    private static readonly double[] Qtran = [8, -12, -12, -12, 0, 0, -12, 0, 0];

    private static readonly double[] Relaxed = [8, -12, -12, -12, 6, 0, -12, 0, 6];

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("tabular weighting");

    [Theory]
    [InlineData("uniform", 1, 0)]
    [InlineData("central", 0.1, 2)]
    [InlineData("optimistic", 0.1, 2)]
    public void Central_and_optimistic_weights_lead_to_the_best_joint_action_and_uniform_ones_do_not(string weighting, double alpha, int solved) =>
        Assert.Equal(solved, Solved(Qtran, weighting, alpha, seeds: 2));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("uniform", 1, 0, 2)]
    [InlineData("central", 0.1, 58, 60)]
    [InlineData("central", 0.5, 58, 60)]
    [InlineData("optimistic", 0.1, 58, 60)]
    [InlineData("optimistic", 0.5, 58, 60)]
    [InlineData("optimistic", 0.01, 58, 60)]
    public void As_many_of_sixty_seeds_as_stated_find_the_best_joint_action_of_the_qtran_game(string weighting, double alpha, int least, int most) =>
        Assert.InRange(Solved(Qtran, weighting, alpha, seeds: 60), least, most);

    /// <summary>Central weights of a half are on the edge: about half of the seeds.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("uniform", 1, 0, 2)]
    [InlineData("central", 0.1, 58, 60)]
    [InlineData("central", 0.5, 20, 46)]
    [InlineData("optimistic", 0.1, 58, 60)]
    [InlineData("optimistic", 0.5, 0, 2)]
    [InlineData("optimistic", 0.01, 58, 60)]
    public void As_many_of_sixty_seeds_as_stated_find_the_best_joint_action_where_other_equilibria_pay_well(
        string weighting, double alpha, int least, int most) =>
        Assert.InRange(Solved(Relaxed, weighting, alpha, seeds: 60), least, most);

    private static int Solved(double[] payoffs, string weighting, double alpha, int seeds) =>
        Enumerable.Range(0, seeds).Count(seed => IsSolved(payoffs, weighting, alpha, (ulong)seed));

    private static bool IsSolved(double[] payoffs, string weighting, double alpha, ulong seed)
    {
        var set = new ParameterSet<float>();
        Parameter<float> utilities = set.Declare("utilities", (2, 3), Initialiser.Uniform(0.125));
        var mixer = new StatelessMonotonicMixer<float>(set.Scope("mixer"), new TeamShape(2, 1, 1, 3), 32, StatelessWeights.Wide);
        Draw(set, seed);
        var tape = new Tape<float>();
        var gradients = new Gradients<float>(set);
        Optimiser<float> optimiser = new RmsPropSettings { LearningRate = 1e-3, Alpha = 0.99, Epsilon = 1e-5 }.Create(set);
        for (int step = 0; step < 12_000; step++)
        {
            tape.Reset();
            gradients.Values.Clear();
            tape.Backward(Loss(tape, utilities, mixer, payoffs, weighting, alpha), gradients);
            optimiser.Step(gradients);
        }

        // The first action is the best of either agent alone.
        ReadOnlySpan<float> learned = utilities.Value.Span;
        return learned[0] > MathF.Max(learned[1], learned[2]) && learned[3] > MathF.Max(learned[4], learned[5]);
    }

    private static Variable<float> Loss(
        Tape<float> tape, Parameter<float> utilities, StatelessMonotonicMixer<float> mixer, double[] payoffs, string weighting, double alpha)
    {
        Tensor<int> actions = tape.Indices.Rent((1, 18));
        Tensor<int> places = tape.Indices.Rent((1, 9, 2));
        Tensor<float> y = tape.Arena.Rent((1, 9));
        for (int joint = 0; joint < 9; joint++)
        {
            (int first, int second) = Math.DivRem(joint, 3);
            (actions.Span[2 * joint], actions.Span[(2 * joint) + 1]) = (first, second);
            (places.Span[2 * joint], places.Span[(2 * joint) + 1]) = (first, 3 + second);
            y.Span[joint] = (float)payoffs[joint];
        }

        Variable<float> table = tape.Use(utilities).Reshape((6, 1));
        var input = new MixerInput<float>
        {
            Values = table.GatherRows(places).Reshape((1, 9, 2)),
            States = tape.Constant(tape.Arena.RentZeroed((1, 9, 1))),
            Actions = actions,
            Utilities = default,
            Available = default,
        };
        Variable<float> joints = mixer.Mix(input);
        Variable<float> squares = (joints - tape.Constant(y)).Square();
        return weighting switch
        {
            "central" => (squares * tape.Constant(Central(tape, y, actions, alpha))).Mean(),
            "optimistic" => (squares * tape.Constant(Weighting.Optimistic(tape, joints.Value, y, alpha))).Mean(),
            "uniform" => squares.Mean(),
            _ => throw new ArgumentOutOfRangeException(nameof(weighting), weighting, "There is no such weighting."),
        };
    }

    /// <summary>With the true best joint action, so that no value is above it.</summary>
    private static Tensor<float> Central(Tape<float> tape, Tensor<float> y, Tensor<int> actions, double alpha)
    {
        Tensor<float> best = tape.Arena.Rent(y.Shape);
        best.Span.Fill(8);
        Tensor<int> greedy = tape.Indices.RentZeroed(actions.Shape);
        return Weighting.Central(tape, y, best, actions, greedy, alpha);
    }

    /// <summary>Mixers are drawn from ±0.5, their constant from ±0.2; nothing depends on the state.</summary>
    private static void Draw(ParameterSet<float> set, ulong seed)
    {
        var draws = new RandomStream(seed, Purpose, 0);
        foreach (Parameter<float> parameter in set.Parameters)
        {
            float bound = parameter.Name switch
            {
                "utilities" => 0.125f,
                "mixer.V.2.bias" => 0.2f,
                _ => parameter.Name.StartsWith("mixer.V", StringComparison.Ordinal) ? 0 : 0.5f,
            };
            draws.FillUniform(parameter.Value.Span, -bound, bound);
        }

        set.Touch();
    }
}
