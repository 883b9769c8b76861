using Phalanx.Environments.Squeeze;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Squeeze;

public sealed class SqueezeGameTests
{
    private const double Tolerance = 1e-6;
    private const int PointsPerUnit = 1000;

    private static readonly EnvironmentRegistry Registry = EnvironmentRegistry.WithBuiltIns();
    private static readonly SqueezeSettings Equal = new() { UnitMode = SqueezeUnits.Equal };

    [Theory]
    [InlineData(8, 8, 8.000987)]
    [InlineData(5, 1.159758e-15, 5)]
    [InlineData(0, 0, 0)]
    public void Equal_agents_on_one_level_are_paid_for_their_total(int level, double lone, double multi)
    {
        int[] levels = [.. Enumerable.Repeat(level, 10)];

        Assert.Equal(lone, Reward("squeeze", Equal, levels), Tolerance);
        Assert.Equal(multi, Reward("squeeze-multi", Equal, levels), Tolerance);
    }

    [Theory]
    [InlineData(false, 5.372108, 5.377362)]
    [InlineData(true, 0.002598, 0.512810)]
    public void Units_weigh_the_levels(bool rising, double lone, double multi)
    {
        int[] levels = [.. Enumerable.Range(0, 10).Select(agent => rising ? agent : 7)];

        Assert.Equal(lone, RewardOfRisingUnits("squeeze", levels), Tolerance);
        Assert.Equal(multi, RewardOfRisingUnits("squeeze-multi", levels), Tolerance);
    }

    [Theory]
    [InlineData("squeeze", 8.015564, 8.007801)]
    [InlineData("squeeze", 8.5, 3.126975)]
    [InlineData("squeeze", 8.1, 7.782394)]
    [InlineData("squeeze", 7.5, 2.759096)]
    [InlineData("squeeze-multi", 7.5, 2.773574)]
    [InlineData("squeeze-multi", 6, 2.207277)]
    [InlineData("squeeze-multi", 4, 1.471518)]
    [InlineData("squeeze-multi", 8.0155, 8.008702)]
    [InlineData("squeeze-multi", 5.0981, 5.0493, 5e-5)]
    [InlineData("squeeze-multi", 6.930, 0.238, 5e-4)]
    public void The_payoff_of_a_total_is_that_of_its_domains(string name, double total, double payoff, double tolerance = Tolerance) =>
        Assert.Equal(payoff, Game(name, new SqueezeSettings()).Payoff(total), tolerance);

    [Theory]
    [InlineData("squeeze", 8.015564, 8.007801)]
    [InlineData("squeeze-multi", 8.0155, 8.008702)]
    public void No_total_pays_less_than_nothing_or_more_than_the_best(string name, double best, double payoff)
    {
        SqueezeGame game = Game(name, new SqueezeSettings());
        (double Total, double Payoff)[] curve = Curve(game);

        Assert.All(curve, at => Assert.InRange(at.Payoff, 0, payoff + Tolerance));
        Assert.Equal(best, curve.MaxBy(at => at.Payoff).Total, 2e-3);
    }

    /// <summary>Units that are too small in all cannot reach the best total; the next best is as near to it as they come, or the pitfall.</summary>
    [Theory]
    [InlineData("squeeze", 9, 6.425)]
    [InlineData("squeeze", 10, 7.246)]
    [InlineData("squeeze-multi", 9, 7.302)]
    [InlineData("squeeze-multi", 10, 7.661)]
    public void The_best_that_random_units_allow_is_what_is_known(string name, int maxLevel, double expected)
    {
        const int Resets = 50_000;
        SqueezeGame game = Game(name, new SqueezeSettings { MaxLevel = maxLevel });
        double[] best = [.. Curve(game).Select(at => at.Payoff)];
        for (int at = 1; at < best.Length; at++)
        {
            best[at] = Math.Max(best[at], best[at - 1]);
        }

        (double sum, double squares) = (0, 0);
        for (ulong seed = 0; seed < Resets; seed++)
        {
            game.Reset(0, seed);
            double reach = maxLevel * game.UnitsOf(0).ToArray().Sum();
            double reward = best[Math.Min((int)(reach * PointsPerUnit), best.Length - 1)];
            (sum, squares) = (sum + reward, squares + (reward * reward));
        }

        double mean = sum / Resets;
        double error = Math.Sqrt(((squares / Resets) - (mean * mean)) / Resets);
        Assert.InRange(mean, expected - (4 * error) - 0.001, expected + (4 * error) + 0.001);
    }

    [Fact]
    public void A_step_ends_the_game()
    {
        SqueezeGame game = Game("squeeze", Equal);
        game.Reset(0, 1);

        Assert.True(game.Step(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).Terminated);
        Assert.Throws<EnvironmentContractException>(() => game.Step(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    [Fact]
    public void Units_are_drawn_evenly_below_a_fifth()
    {
        const int Resets = 100_000;
        SqueezeGame game = Game("squeeze", new SqueezeSettings());
        double sum = 0;
        (double least, double most) = (1, 0);
        for (ulong seed = 0; seed < Resets; seed++)
        {
            game.Reset(0, seed);
            foreach (double unit in game.UnitsOf(0))
            {
                sum += unit;
                (least, most) = (Math.Min(least, unit), Math.Max(most, unit));
            }
        }

        Assert.InRange(sum / (10 * Resets), 0.099, 0.101);
        Assert.InRange(least, 0, 1e-5);
        Assert.InRange(most, 0.2 - 1e-5, 0.2 - 1e-12);
    }

    [Fact]
    public void Fixed_units_come_from_the_settings_and_not_from_the_reset()
    {
        SqueezeSettings settings = new() { UnitMode = SqueezeUnits.Fixed, Seed = 3 };
        float[] units = UnitsAfterReset(settings, seed: 1);

        Assert.Equal(units, UnitsAfterReset(settings, seed: 2));
        Assert.NotEqual(units, UnitsAfterReset(settings with { Seed = 4 }, seed: 1));
        Assert.NotEqual(UnitsAfterReset(new SqueezeSettings(), seed: 1), UnitsAfterReset(new SqueezeSettings(), seed: 2));
    }

    [Fact]
    public void Every_agent_sees_all_units_or_its_own()
    {
        float[] units = [2, 4, 6];
        SqueezeSettings settings = new() { Agents = 3 };
        SqueezeGame full = Game("squeeze", settings);
        SqueezeGame own = Game("squeeze", settings with { Observation = SqueezeObservation.OwnUnit });
        SetUnits(full, [0.2, 0.4, 0.6]);
        SetUnits(own, [0.2, 0.4, 0.6]);

        Assert.Equal([.. units, .. units, .. units], full.Observations());
        Assert.Equal(units, own.Observations());
        Assert.Equal(units, full.State());
        Assert.Equal(units, own.State());
    }

    [Fact]
    public void The_highest_level_is_a_setting()
    {
        SqueezeGame game = Game("squeeze", new SqueezeSettings { MaxLevel = 10, Agents = 1, UnitMode = SqueezeUnits.Equal, Unit = 0.8 });
        game.Reset(0, 1);

        Assert.Equal(11, game.Spec.Actions.Count);
        Assert.Throws<EnvironmentContractException>(() => game.Step(11));
        Assert.Equal(8, game.Step(10).Reward, Tolerance);
    }

    [Theory]
    [InlineData("squeeze", SqueezeUnits.PerEpisode, 9, 0.1087)]
    [InlineData("squeeze", SqueezeUnits.PerEpisode, 10, 0.279)]
    [InlineData("squeeze", SqueezeUnits.Equal, 9, 0.0025)]
    [InlineData("squeeze-multi", SqueezeUnits.PerEpisode, 9, 2.171)]
    [InlineData("squeeze-multi", SqueezeUnits.PerEpisode, 10, 2.403)]
    [InlineData("squeeze-multi", SqueezeUnits.Equal, 9, 2.683)]
    public void Blind_agents_earn_what_is_known(string name, SqueezeUnits units, int maxLevel, double mean)
    {
        SqueezeGame game = Game(name, new SqueezeSettings { UnitMode = units, MaxLevel = maxLevel });

        (double measured, double error) = RandomPlay.Returns(game, 100_000);

        // The known figures are rounded to the third decimal.
        Assert.InRange(measured, mean - (5 * error) - 0.0005, mean + (5 * error) + 0.0005);
    }

    [Theory]
    [InlineData(SqueezeUnits.Fixed, SqueezeObservation.OwnUnit)]
    [InlineData(SqueezeUnits.Equal, SqueezeObservation.FullUnits)]
    public void Every_variant_keeps_the_rules_of_the_contract(SqueezeUnits units, SqueezeObservation observation)
    {
        SqueezeSettings settings = new() { UnitMode = units, Observation = observation, Agents = 3 };

        EnvironmentChecker.Check(count => Registry.Create("squeeze-multi", settings, count)).ThrowIfAny();
    }

    [Fact]
    public void A_picture_shows_what_was_given()
    {
        SqueezeGame game = Game("squeeze", Equal);
        game.Reset(0, 1);
        Assert.DoesNotContain(game.Draw(0).Items, item => item.Role == FrameRole.Agent);

        game.Step([.. Enumerable.Repeat(8, 10)]);

        FrameItem dot = Assert.Single(game.Draw(0).Items, item => item.Role == FrameRole.Agent);
        Assert.Equal(8, dot.X, Tolerance);
        Assert.Equal("8.00 of 9.00 given: 8.00", game.Draw(0).Caption);
    }

    [Fact]
    public void Settings_that_make_no_game_are_refused()
    {
        AssertRefused("env.max_level is 0; it must be from 1 to 1000", new SqueezeSettings { MaxLevel = 0 });
        AssertRefused("env.agents is 0; it must be from 1 to 1000", new SqueezeSettings { Agents = 0 });
        AssertRefused("env.unit is 0; it must be above 0 and at most 1", new SqueezeSettings { Unit = 0 });
    }

    private static SqueezeGame Game(string name, SqueezeSettings settings) => (SqueezeGame)Registry.Create(name, settings);

    /// <summary>The payoffs of all totals that ten agents of ten levels can give.</summary>
    private static (double Total, double Payoff)[] Curve(SqueezeGame game) => [.. Enumerable.Range(0, 20 * PointsPerUnit)
        .Select(point => (double)point / PointsPerUnit).Select(total => (total, game.Payoff(total)))];

    private static double Reward(string name, SqueezeSettings settings, int[] levels)
    {
        SqueezeGame game = Game(name, settings);
        game.Reset(0, 1);
        return game.Step(levels).Reward;
    }

    private static double RewardOfRisingUnits(string name, int[] levels)
    {
        SqueezeGame game = Game(name, new SqueezeSettings());
        SetUnits(game, [.. Enumerable.Range(1, 10).Select(number => 0.02 * number)]);
        return game.Step(levels).Reward;
    }

    private static void SetUnits(SqueezeGame game, double[] units)
    {
        game.Reset(0, 1);
        units.CopyTo(game.UnitsOf(0));
    }

    private static float[] UnitsAfterReset(SqueezeSettings settings, ulong seed)
    {
        SqueezeGame game = Game("squeeze", settings);
        game.Reset(0, seed);
        return game.State();
    }

    private static void AssertRefused(string message, SqueezeSettings settings) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => Registry.Create("squeeze", settings)).Message);
}
