using Phalanx.Environments.Grids;
using Phalanx.Environments.Switch;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Switch;

public sealed class SwitchGameTests
{
    private const double Tolerance = 1e-9;
    private const int Down = GridStep.Down;
    private const int Left = GridStep.Left;
    private const int Up = GridStep.Up;
    private const int Right = GridStep.Right;
    private const int Stay = GridStep.Stay;

    private static readonly EnvironmentRegistry Registry = EnvironmentRegistry.WithBuiltIns();

    [Fact]
    public void Agents_start_in_the_corners_and_see_where_they_are_alone()
    {
        SwitchGame game = Start("switch-4");

        Assert.Equal([0, 0.17f, 0, 0.83f, 1, 0.17f, 1, 0.83f], game.Observations());
        Assert.Equal([1, 5, 15, 19], game.CellsOf(0).ToArray());
        Assert.All(game.Available(), Assert.True);
    }

    [Fact]
    public void Walls_stop_agents()
    {
        SwitchGame game = Start("switch-2");

        Assert.Equal(-0.2, game.Step(Left, Left).Reward, Tolerance);
        Assert.Equal([0, 0, 0, 0.83f], game.Observations());
        Assert.Equal([-0.1, -0.1], game.RewardsOf(0).ToArray());
        game.Step(Up, Up);
        Assert.Equal([0, 0, 0, 0.83f], game.Observations());
    }

    [Fact]
    public void The_plan_in_which_agent_1_goes_first_returns_8_2()
    {
        double[] rewards = Start("switch-2").Play([
            [Stay, Down], .. Times(5, Stay, Left), [Down, Up], .. Times(5, Right, Stay), [Up, Stay]]);

        Assert.Equal(5 - 0.1, rewards[6], Tolerance);
        Assert.Equal(5, rewards[12], Tolerance);
        Assert.Equal(8.2, rewards.Sum(), Tolerance);
    }

    [Fact]
    public void The_plan_in_which_agent_0_goes_first_returns_8_3()
    {
        SwitchGame game = Start("switch-2");
        int[][] plan = [[Down, Stay], .. Times(4, Right, Stay), [Right, Down], [Up, Left], .. Times(4, Stay, Left), [Stay, Up]];

        double[] rewards = game.Play(plan);

        Assert.Equal(5 - 0.1, rewards[6], Tolerance);
        Assert.Equal(12, rewards.Length);
        Assert.Equal(8.3, rewards.Sum(), Tolerance);
        Assert.Equal([0, 1, 1, 0, 0, 1, 0.24f], game.State());
    }

    [Theory]
    [InlineData("switch-2", -10)]
    [InlineData("switch-3", -15)]
    [InlineData("switch-4", -20)]
    public void Waiting_is_cut_off_after_fifty_steps(string name, double expected)
    {
        SwitchGame game = Start(name);
        double total = 0;
        StepResult result = default;
        for (int step = 0; step < 50; step++)
        {
            Assert.False(result.Ended);
            result = game.Step([.. Enumerable.Repeat(Stay, game.Spec.Agents)]);
            total += result.Reward;
        }

        Assert.True(result.Truncated);
        Assert.Equal(expected, total, Tolerance);
    }

    [Fact]
    public void Two_agents_cannot_pass_each_other_in_the_corridor()
    {
        SwitchGame game = Start("switch-2");
        game.Place(0, [Cell(1, 2), Cell(1, 3)]);

        game.Step(Right, Left);

        Assert.Equal([Cell(1, 2), Cell(1, 3)], game.CellsOf(0).ToArray());
    }

    [Fact]
    public void A_cell_is_free_for_those_who_act_after_its_owner_left_and_for_no_others()
    {
        SwitchGame game = Start("switch-2");
        game.Place(0, [Cell(1, 3), Cell(1, 2)]);
        game.Step(Right, Right);
        Assert.Equal([Cell(1, 4), Cell(1, 3)], game.CellsOf(0).ToArray());

        game.Place(0, [Cell(1, 2), Cell(1, 3)]);
        game.Step(Right, Right);
        Assert.Equal([Cell(1, 2), Cell(1, 4)], game.CellsOf(0).ToArray());
    }

    [Fact]
    public void An_agent_that_has_arrived_stays_costs_nothing_and_blocks_its_cell()
    {
        SwitchGame game = Start("switch-2");
        game.Place(0, [Cell(0, 6), Cell(0, 5)]);

        Assert.Equal(-0.1, game.Step(Down, Right).Reward, Tolerance);

        Assert.Equal([0, -0.1], game.RewardsOf(0).ToArray());
        Assert.Equal([Cell(0, 6), Cell(0, 5)], game.CellsOf(0).ToArray());
        float[] arrived = new float[1];
        game.WriteStatistics([0], arrived);
        Assert.Equal([1], arrived);
    }

    [Fact]
    public void The_clock_and_full_observability_are_settings()
    {
        SwitchGame clock = Start("switch-2", new SwitchSettings { Clock = true });
        SwitchGame full = Start("switch-3", new SwitchSettings { FullObservable = true, Clock = true, MaxSteps = 4 });
        clock.Step(Stay, Stay);
        full.Step(Stay, Stay, Stay);

        Assert.Equal([0, 0.17f, 0.02f, 0, 0.83f, 0.02f], clock.Observations());
        float[] all = [0, 0.17f, 0.25f, 0, 0.83f, 0.25f, 1, 0.17f, 0.25f];
        Assert.Equal([.. all, .. all, .. all], full.Observations());
        Assert.Equal(10, full.State().Length);
    }

    [Fact]
    public void The_cost_of_a_step_is_a_setting() =>
        Assert.Equal(-1, Start("switch-2", new SwitchSettings { StepCost = -0.5 }).Step(Stay, Stay).Reward);

    [Fact]
    public void The_features_of_the_agents_are_those_of_the_state()
    {
        SwitchGame game = Start("switch-3");
        game.Step(Down, Down, Left);
        float[] features = new float[9];
        game.WriteAgentFeatures([0], features);

        Assert.Equal([1 / 2f, 1 / 6f, 0, 1 / 2f, 5 / 6f, 0, 1, 0, 0], features);
        Assert.Equal([.. features, 0.02f], game.State());
    }

    [Fact]
    public void Agents_that_act_at_random_stand_on_open_cells_of_their_own_and_arrivals_explain_the_return()
    {
        SwitchGame game = Start("switch-4");
        for (ulong seed = 0; seed < 200; seed++)
        {
            double total = 0;
            double costs = 0;
            float[] arrived = new float[1];
            RandomPlay.Play(game, seed, int.MaxValue, result =>
            {
                int[] cells = game.CellsOf(0).ToArray();
                Assert.Equal(4, cells.Distinct().Count());
                Assert.All(cells, cell => Assert.True(SwitchMap.IsOpen(cell / SwitchMap.Columns, cell % SwitchMap.Columns)));
                game.WriteStatistics([0], arrived);
                total += result.Reward;
                costs += 0.1 * (4 - arrived[0]);
            });

            Assert.Equal((5 * arrived[0]) - costs, total, Tolerance);
        }
    }

    [Theory]
    [InlineData("switch-2", -9.13)]
    [InlineData("switch-4", -19.2)]
    public void Blind_agents_return_what_is_known(string name, double mean)
    {
        (double measured, double error) = RandomPlay.Returns(Start(name), 5_000);

        // The known means are of some hundreds of episodes; this allows for three of their standard errors.
        Assert.InRange(measured, mean - (5 * error) - 0.3, mean + (5 * error) + 0.3);
    }

    [Theory]
    [InlineData("switch-2", 8.3)]
    [InlineData("switch-3", 12.4)]
    public void No_plan_returns_more_than_the_optimum(string name, double optimum) =>
        Assert.Equal(optimum, SwitchOptimum.Of(Start(name)), Tolerance);

    [Fact]
    [Trait("Category", "Slow")]
    public void No_plan_of_four_agents_returns_more_than_the_optimum() => Assert.Equal(16.1, SwitchOptimum.Of(Start("switch-4")), Tolerance);

    [Theory]
    [InlineData("switch-3", true, false)]
    [InlineData("switch-4", true, true)]
    [InlineData("switch-2", false, true)]
    public void Every_variant_keeps_the_rules_of_the_contract(string name, bool clock, bool fullObservable)
    {
        SwitchSettings settings = new() { Clock = clock, FullObservable = fullObservable, MaxSteps = 20 };

        EnvironmentChecker.Check(count => Registry.Create(name, settings, count)).ThrowIfAny();
    }

    [Fact]
    public void A_picture_shows_walls_goals_and_agents() =>
        Assert.Equal("1 0 # # # 1 0\n. . . . . . .\n. . # # # . .\nstep 0\n", FrameText.Print(Start("switch-2").Draw(0)));

    [Fact]
    public void Settings_that_make_no_game_are_refused() =>
        Assert.Equal(
            "env.max_steps is 0; it must be from 1 to 1000000",
            Assert.Throws<UserErrorException>(() => Start("switch-2", new SwitchSettings { MaxSteps = 0 })).Message);

    private static SwitchGame Start(string name, SwitchSettings? settings = null)
    {
        var game = (SwitchGame)Registry.Create(name, settings);
        game.Reset(0, 1);
        return game;
    }

    private static int[][] Times(int count, params int[] jointAction) => [.. Enumerable.Repeat(jointAction, count)];

    private static int Cell(int row, int column) => SwitchMap.CellOf((row, column));
}
