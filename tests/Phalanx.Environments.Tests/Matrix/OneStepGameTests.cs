using Phalanx.Environments.Matrix;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Matrix;

public sealed class OneStepGameTests
{
    private static readonly EnvironmentRegistry Registry = EnvironmentRegistry.WithBuiltIns();

    [Theory]
    [InlineData("matrix/qtran", 0, 0, 8)]
    [InlineData("matrix/qtran", 0, 1, -12)]
    [InlineData("matrix/qtran", 2, 1, 0)]
    [InlineData("matrix/resq", 2, 2, 7.9)]
    [InlineData("matrix/weighted-qmix", 1, 1, 1)]
    [InlineData("matrix/weighted-qmix", 0, 1, 0)]
    [InlineData("matrix/qplex-1", 0, 0, 10.4)]
    public void A_step_pays_and_ends_the_game(string name, int row, int column, double payoff)
    {
        IEnvironmentBatch game = Registry.Create(name);
        game.Reset(0, 1);

        Assert.Equal(new StepResult(payoff, Terminated: true), game.Step(row, column));
    }

    [Theory]
    [InlineData(MatrixObservation.One, new float[] { 1 }, new float[] { 1 }, new float[] { 1 })]
    [InlineData(MatrixObservation.Ones5, new float[] { 1, 1, 1, 1, 1 }, new float[] { 1, 1, 1, 1, 1 }, new float[] { 1, 1, 1, 1, 1 })]
    [InlineData(MatrixObservation.ZeroState, new float[] { 0 }, new float[] { 0, 0, 0 }, new float[] { 0 })]
    [InlineData(MatrixObservation.StepOneHot, new float[] { 1, 0 }, new float[] { 1, 0 }, new float[] { 0, 1 })]
    public void Agents_see_what_the_observation_setting_says(MatrixObservation observation, float[] seen, float[] state, float[] seenAfter)
    {
        IEnvironmentBatch game = Registry.Create("matrix/grid", new GridSettings { Agents = 3, Observation = observation });
        game.Reset(0, 1);

        Assert.Equal([.. seen, .. seen, .. seen], game.Observations());
        Assert.Equal(state, game.State());
        Assert.Equal(Enumerable.Repeat(true, 9), game.Available());
        game.Step(0, 0, 0);
        Assert.Equal([.. seenAfter, .. seenAfter, .. seenAfter], game.Observations());
        Assert.Equal(state.Length, game.State().Length);
    }

    [Fact]
    public void Noise_is_added_to_the_payoff_and_leaves_the_declared_payoffs_alone()
    {
        OneStepGame game = new("noisy", PayoffTables.Resq, 1, MatrixObservation.One, noise: _ => 0.5);
        game.Reset(0, 1);

        Assert.Equal(8.4, game.Step(2, 2).Reward);
        Assert.Equal(PayoffTables.Resq, game.Spec.Payoffs);
    }

    [Fact]
    public void The_noise_of_the_noisy_game_is_standard_normal()
    {
        const int Episodes = 100_000;
        IEnvironmentBatch game = Registry.Create("matrix/resq-noisy");
        double sum = 0;
        double squares = 0;
        for (ulong seed = 0; seed < Episodes; seed++)
        {
            game.Reset(0, seed);
            double noise = game.Step(0, 0).Reward - 8;
            sum += noise;
            squares += noise * noise;
        }

        Assert.InRange(sum / Episodes, -0.02, 0.02);
        Assert.InRange(squares / Episodes, 0.97, 1.03);
    }

    [Fact]
    public void The_noise_of_an_episode_comes_from_its_seed_alone()
    {
        IEnvironmentBatch game = Registry.Create("matrix/resq-noisy", count: 2);
        StepResult[] results = new StepResult[2];
        game.Reset(0, 7);
        game.Reset(1, 8);
        game.Step([1, 0], new JointAction([0, 0, 2, 2]), results);
        double first = results[1].Reward - 7.9;
        game.Reset(0, 8);
        game.Reset(1, 7);
        game.Step([0, 1], new JointAction([0, 0, 0, 0]), results);

        Assert.Equal(first, results[1].Reward - 8, 1e-12);
        Assert.NotEqual(results[0].Reward, results[1].Reward);
    }

    [Fact]
    public void Random_payoffs_come_from_the_settings_and_not_from_the_reset()
    {
        IEnvironmentBatch game = Registry.Create("matrix/random", new RandomGameSettings { Agents = 3, Actions = 2, Seed = 5 });
        PayoffTable payoffs = PayoffTables.Random(3, 2, 5);
        for (ulong seed = 0; seed < 5; seed++)
        {
            game.Reset(0, seed);
            Assert.Equal(payoffs[1, 0, 1], game.Step(1, 0, 1).Reward);
        }
    }

    [Fact]
    public void Settings_reach_the_payoffs()
    {
        Assert.Equal(PayoffTables.Qplex1(11), PayoffsOf("matrix/qplex-1", new FirstWeightSettings { FirstWeight = 11 }));
        Assert.Equal(PayoffTables.Penalty(-5), PayoffsOf("matrix/penalty", new PenaltySettings { Penalty = -5 }));
        Assert.Equal(PayoffTables.Qtran21(-10), PayoffsOf("matrix/qtran-21", new ClipSettings { ClipAt = -10 }));
        Assert.Equal(
            PayoffTables.Grid(3, 4, 1, 2, 3, 4),
            PayoffsOf("matrix/grid", new GridSettings { Agents = 3, Actions = 4, Optimum = 1, Penalty = 2, Base = 3, Second = 4 }));
    }

    [Fact]
    public void Settings_that_make_no_game_are_refused()
    {
        AssertRefused("env.penalty is 1; it must be at most 0", "matrix/penalty", new PenaltySettings { Penalty = 1 });
        AssertRefused("env.agents is 1; it must be at least 2", "matrix/grid", new GridSettings { Agents = 1 });
        AssertRefused("env.actions is 1; it must be at least 2", "matrix/random", new RandomGameSettings { Actions = 1 });
        AssertRefused(
            "env.first_weight is NaN; it must be a finite number",
            "matrix/qplex-1",
            new FirstWeightSettings { FirstWeight = double.NaN });
        AssertRefused(
            "env.observation is 9; it must be one of one, ones5, zero_state, step_one_hot",
            "matrix/qtran",
            new MatrixSettings { Observation = (MatrixObservation)9 });
        AssertRefused("env.path is empty; it must be the path of a .json or .csv file of payoffs", "matrix/file", new PayoffFileSettings());
    }

    [Fact]
    public void A_game_of_ones_own_comes_from_a_file()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("game.json", """{"payoff": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}""");
        IEnvironmentBatch game = Registry.Create("matrix/file", new PayoffFileSettings { Path = path });
        game.Reset(0, 1);

        Assert.Equal(3, game.Spec.Agents);
        Assert.Equal(6, game.Step(1, 0, 1).Reward);
    }

    private static PayoffTable? PayoffsOf(string name, object settings) => Registry[name].SpecOf(settings).Payoffs;

    private static void AssertRefused(string message, string name, object settings) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => Registry.Create(name, settings)).Message);
}
