using Phalanx.Environments.TwoQuadratics;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.TwoQuadratics;

public sealed class TwoQuadraticsGameTests
{
    private const double Tolerance = 1e-6;

    private static readonly EnvironmentRegistry Registry = EnvironmentRegistry.WithBuiltIns();

    [Theory]
    [InlineData(5, 5, 10)]
    [InlineData(-5, -5, 0)]
    [InlineData(0, 0, -4.444444)]
    [InlineData(4, 4, 8)]
    [InlineData(3, 3, 2)]
    [InlineData(6, 3, 5)]
    [InlineData(2, 2, -8)]
    [InlineData(1, 1, -6.4)]
    [InlineData(-2, -2, -1.6)]
    [InlineData(5, -5, -8.888889)]
    [InlineData(10, 10, -40)]
    [InlineData(10, -10, -22.222222)]
    [InlineData(10, 5, -15)]
    [InlineData(1.95121f, 1.95121f, -8.590, 1e-3)]
    public void A_joint_action_gets_the_higher_of_two_hills(float first, float second, double reward, double tolerance = Tolerance)
    {
        StepResult result = Act(Start(), first, second);

        Assert.Equal(reward, result.Reward, tolerance);
        Assert.True(result.Terminated);
    }

    [Theory]
    [InlineData(0, 0, -13.333333)]
    [InlineData(5, 5, 10)]
    [InlineData(-5, -5, 0)]
    public void The_width_may_divide_the_square(float first, float second, double reward) =>
        Assert.Equal(
            reward, Act(Start(new TwoQuadraticsSettings { ScaleMode = QuadraticScale.SquareOverS }), first, second).Reward, Tolerance);

    [Theory]
    [InlineData(12, 5, "dimension 0 of the action of agent 0 is 12; it must be from -10 to 10")]
    [InlineData(5, -10.5f, "dimension 0 of the action of agent 1 is -10.5; it must be from -10 to 10")]
    [InlineData(5, float.NaN, "dimension 0 of the action of agent 1 is NaN; it must be from -10 to 10")]
    public void Actions_out_of_bounds_are_refused(float first, float second, string rule) =>
        Assert.Equal(rule, Assert.Throws<EnvironmentContractException>(() => Act(Start(), first, second)).Rule);

    [Fact]
    public void A_discrete_action_is_refused_where_a_number_is_wanted() =>
        Assert.ThrowsAny<Exception>(() => Start().Step(1, 1));

    [Fact]
    public void Observations_and_states_hold_the_constant_1()
    {
        IEnvironmentBatch game = Start();
        Assert.Equal([1, 1], game.Observations());
        Assert.Equal([1], game.State());
        Assert.Empty(game.Available());

        Act(game, 1, 2);

        Assert.Equal([1, 1], game.Observations());
    }

    [Fact]
    public void The_game_may_be_played_on_until_the_clock_ends_it()
    {
        IEnvironmentBatch game = Start(new TwoQuadraticsSettings { StepsPerEpisode = 3 });

        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(_ => Act(game, 5, 5) == new StepResult(10, Truncated: true)));
        Assert.Null(game.Spec.Payoffs);
    }

    [Fact]
    public void A_grid_of_actions_covers_the_interval_and_declares_its_payoffs()
    {
        IEnvironmentBatch game = Start(new TwoQuadraticsSettings { GridActions = 21 });

        Assert.Equal(new StepResult(10, Terminated: true), game.Step(15, 15));
        Assert.Equal(21, game.Spec.Actions.Count);
        Assert.Equal(10, game.Spec.Payoffs!.Max);
        Assert.Equal(TwoQuadraticsGame.Payoff(-10, 10, QuadraticScale.Argument), game.Spec.Payoffs[0, 20]);
        Assert.Equal(TwoQuadraticsGame.Payoff(-7, 3, QuadraticScale.Argument), game.Spec.Payoffs[3, 13]);
        Assert.Null(Start().Spec.Payoffs);
    }

    [Fact]
    public void Blind_agents_earn_what_is_known()
    {
        (double measured, double error) = RandomPlay.Returns(Start(), 200_000);

        Assert.InRange(measured, -6.90 - (5 * error) - 0.005, -6.90 + (5 * error) + 0.005);
        Assert.InRange(error * Math.Sqrt(200_000), 6.9, 7.02);
    }

    [Theory]
    [InlineData(null, 25, QuadraticScale.SquareOverS)]
    [InlineData(2, 1, QuadraticScale.Argument)]
    [InlineData(21, 4, QuadraticScale.Argument)]
    public void Every_variant_keeps_the_rules_of_the_contract(int? gridActions, int steps, QuadraticScale scale)
    {
        TwoQuadraticsSettings settings = new() { GridActions = gridActions, StepsPerEpisode = steps, ScaleMode = scale };

        EnvironmentChecker.Check(count => Registry.Create("two-quadratics", settings, count)).ThrowIfAny();
    }

    [Fact]
    public void A_guarded_game_plays_as_the_game_itself()
    {
        IEnvironmentBatch plain = Start();
        IEnvironmentBatch guarded = EnvironmentBatch.Guarded(Start());
        List<StepResult> expected = [];
        List<StepResult> seen = [];
        for (ulong seed = 0; seed < 20; seed++)
        {
            RandomPlay.Play(plain, seed, int.MaxValue, expected.Add);
            RandomPlay.Play(guarded, seed, int.MaxValue, seen.Add);
        }

        Assert.Equal(expected, seen);
        Assert.Equal(20, seen.Distinct().Count());
    }

    [Fact]
    public void Environments_of_a_batch_get_the_numbers_of_their_own_agents()
    {
        IEnvironmentBatch game = Registry.Create("two-quadratics", count: 3);
        StepResult[] results = new StepResult[2];
        game.Reset(0, 1);
        game.Reset(2, 1);

        game.Step([2, 0], new JointAction([5f, 5f, 6f, 3f]), results);

        Assert.Equal([10, 5], results.Select(result => result.Reward));
    }

    [Fact]
    public void A_picture_shows_the_joint_action()
    {
        IEnvironmentBatch game = Start();
        Assert.DoesNotContain(game.Draw(0)!.Items, item => item.Role == FrameRole.Agent);

        Act(game, -4, 9);

        FrameItem dot = Assert.Single(game.Draw(0)!.Items, item => item.Role == FrameRole.Agent);
        Assert.Equal((6, 1), (dot.X, dot.Y));
    }

    [Fact]
    public void Settings_that_make_no_game_are_refused()
    {
        AssertRefused("env.grid_actions is 1; it must be from 2 to 3000", new TwoQuadraticsSettings { GridActions = 1 });
        AssertRefused("env.steps_per_episode is 0; it must be from 1 to 1000000", new TwoQuadraticsSettings { StepsPerEpisode = 0 });
    }

    private static IEnvironmentBatch Start(TwoQuadraticsSettings? settings = null)
    {
        IEnvironmentBatch game = Registry.Create("two-quadratics", settings);
        game.Reset(0, 1);
        return game;
    }

    private static StepResult Act(IEnvironmentBatch game, float first, float second)
    {
        StepResult[] result = new StepResult[1];
        game.Step([0], new JointAction([first, second]), result);
        return result[0];
    }

    private static void AssertRefused(string message, TwoQuadraticsSettings settings) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => Start(settings)).Message);
}
