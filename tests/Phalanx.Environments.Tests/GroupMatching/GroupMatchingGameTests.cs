using Phalanx.Environments.GroupMatching;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.GroupMatching;

public sealed class GroupMatchingGameTests
{
    private const double Tolerance = 1e-9;
    private const int Left = GroupMatchingGame.Left;
    private const int Stay = GroupMatchingGame.Stay;
    private const int Right = GroupMatchingGame.Right;

    private static readonly EnvironmentRegistry Registry = EnvironmentRegistry.WithBuiltIns();
    private static readonly GroupMatchingSettings Sure = new() { Agents = 4, Slip = 0 };

    [Fact]
    public void Agents_walk_around_the_ring()
    {
        GroupMatchingGame game = Start(Sure, [0, 5, 2, 3], [0, 0, 1, 1]);

        game.Step(Left, Right, Stay, Right);

        Assert.Equal([5, 0, 2, 4], game.CellsOf(0).ToArray());
    }

    [Fact]
    public void A_group_that_gathers_is_rewarded_and_one_that_parts_loses_it_again()
    {
        GroupMatchingGame game = Start(Sure, [0, 1, 2, 4], [0, 0, 1, 1]);

        Assert.Equal(-0.1, game.Step(Left, Stay, Stay, Stay).Reward, Tolerance);
        game.Step(Right, Stay, Stay, Stay);
        Assert.Equal(2.4, game.Step(Right, Stay, Stay, Stay).Reward, Tolerance);
        Assert.Equal(-2.6, game.Step(Stay, Left, Stay, Stay).Reward, Tolerance);
        StepResult last = game.Step(Left, Stay, Right, Left);
        Assert.Equal(new StepResult((2 * 2.5) - 0.1, Terminated: true), last);
        Assert.Equal([1], Statistics(game));
    }

    [Fact]
    public void Groups_need_not_gather_in_different_cells()
    {
        GroupMatchingGame game = Start(Sure, [1, 1, 1, 2], [0, 0, 1, 1]);

        Assert.True(game.Step(Stay, Stay, Stay, Left).Terminated);
        Assert.Equal([1, 1, 1, 1], game.CellsOf(0).ToArray());
    }

    [Fact]
    public void An_empty_group_has_gathered()
    {
        GroupMatchingGame game = Start(Sure, [0, 0, 0, 1], [1, 1, 1, 1]);

        Assert.Equal(2.4, game.Step(Stay, Stay, Stay, Left).Reward, Tolerance);
    }

    [Fact]
    public void An_episode_that_begins_gathered_ends_with_the_first_step_that_keeps_all_groups_together()
    {
        GroupMatchingGame game = Start(Sure, [0, 0, 3, 3], [0, 0, 1, 1]);

        Assert.Equal(new StepResult(-0.1, Terminated: true), game.Step(Stay, Stay, Stay, Stay));
    }

    [Fact]
    public void An_episode_is_truncated_after_fifty_steps()
    {
        GroupMatchingGame game = Start(Sure, [0, 1, 2, 3], [0, 0, 1, 1]);
        StepResult result = default;
        for (int step = 0; step < 50; step++)
        {
            Assert.False(result.Ended);
            result = game.Step(Stay, Stay, Stay, Stay);
        }

        Assert.True(result.Truncated);
        Assert.Equal([0], Statistics(game));
    }

    [Fact]
    public void One_action_in_ten_is_replaced_by_a_random_one()
    {
        const int Steps = 40_000;
        GroupMatchingGame game = Create(new GroupMatchingSettings { MaxSteps = Steps });
        int[] walked = new int[3];
        game.Reset(0, 5);
        int[] stay = [.. Enumerable.Repeat(Stay, 8)];
        for (int step = 0; step < Steps; step++)
        {
            // The first group is too far apart to gather, which keeps the episode going.
            game.Place(0, [5, 2, 2, 2, 2, 2, 2, 2], [0, 0, 1, 1, 1, 1, 1, 1]);
            game.Step(stay);
            foreach (int cell in game.CellsOf(0)[1..])
            {
                walked[cell - 1]++;
            }
        }

        double agents = 7.0 * Steps;
        Assert.InRange(walked[0] / agents, (0.1 / 3) - 0.002, (0.1 / 3) + 0.002);
        Assert.InRange(walked[2] / agents, (0.1 / 3) - 0.002, (0.1 / 3) + 0.002);
    }

    [Fact]
    public void Agents_are_cut_into_two_groups_at_an_even_place_of_a_random_order()
    {
        const int Resets = 40_000;
        GroupMatchingGame game = Create(new GroupMatchingSettings());
        int[] sizes = new int[9];
        int[] members = new int[8];
        int[] cells = new int[6];
        for (ulong seed = 0; seed < Resets; seed++)
        {
            game.Reset(0, seed);
            sizes[game.GroupsOf(0).Count(0)]++;
            for (int agent = 0; agent < 8; agent++)
            {
                members[agent] += 1 - game.GroupsOf(0)[agent];
                cells[game.CellsOf(0)[agent]]++;
            }
        }

        Assert.Equal(0, sizes[8]);
        Assert.All(sizes[..8], size => Assert.InRange(size, (Resets / 8) - 400, (Resets / 8) + 400));
        Assert.All(members, member => Assert.InRange(member, (Resets * 7 / 16) - 600, (Resets * 7 / 16) + 600));
        Assert.All(cells, cell => Assert.InRange(cell, (Resets * 8 / 6) - 1200, (Resets * 8 / 6) + 1200));
    }

    [Theory]
    [InlineData(8, 2, new[] { 0, 0, 0, 0, 1, 1, 1, 1 })]
    [InlineData(5, 2, new[] { 0, 0, 0, 1, 1 })]
    [InlineData(7, 3, new[] { 0, 0, 0, 1, 1, 2, 2 })]
    public void Groups_may_be_fixed(int agents, int groups, int[] expected)
    {
        GroupMatchingGame game = Create(new GroupMatchingSettings { Agents = agents, Groups = groups, FixedGroups = true });
        game.Reset(0, 1);
        int[] cells = game.CellsOf(0).ToArray();
        Assert.Equal(expected, game.GroupsOf(0).ToArray());
        game.Reset(0, 2);
        Assert.Equal(expected, game.GroupsOf(0).ToArray());
        Assert.NotEqual(cells, game.CellsOf(0).ToArray());
    }

    [Fact]
    public void The_state_holds_each_agents_cell_and_group()
    {
        GroupMatchingGame game = Start(Sure with { Agents = 2, Cells = 3 }, [2, 0], [0, 1]);
        float[] features = new float[10];
        game.WriteAgentFeatures([0], features);

        Assert.Equal([0, 0, 1, 1, 0, 1, 0, 0, 0, 1], game.State());
        Assert.Equal(game.State(), features);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_agent_sees_itself_first_and_then_the_others_it_may_see(bool hide)
    {
        GroupMatchingSettings settings = Sure with { Agents = 3, Cells = 2, HideOtherGroups = hide };
        GroupMatchingGame game = Start(settings, [0, 1, 1], [0, 1, 0]);
        float[] first = [1, 0, 1, 0];
        float[] second = [0, 1, 0, 1];
        float[] third = [0, 1, 1, 0];
        float[] nothing = [0, 0, 0, 0];

        Assert.Equal(
            hide
                ? [.. first, .. nothing, .. third, .. second, .. nothing, .. nothing, .. third, .. first, .. nothing]
                : [.. first, .. second, .. third, .. second, .. first, .. third, .. third, .. first, .. second],
            game.Observations());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Entities_are_the_agents_with_cell_group_and_id(bool hide)
    {
        GroupMatchingGame game = Start(Sure with { Agents = 3, Cells = 2, HideOtherGroups = hide }, [0, 1, 1], [0, 1, 0]);
        float[] rows = new float[21];
        bool[] absent = [true, true, true];
        bool[] hidden = new bool[9];

        game.WriteEntities([0], rows, absent, hidden);

        Assert.Equal(new EntitySpec(3, 7), game.Spec.Entities);
        Assert.Equal([1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1], rows);
        Assert.Equal([false, false, false], absent);
        Assert.Equal(hide ? [false, true, false, true, false, true, false, true, false] : new bool[9], hidden);
    }

    [Fact]
    public void The_default_game_of_group_matching_is_that_of_REFIL()
    {
        EnvironmentSpec spec = Create(new GroupMatchingSettings()).Spec;

        Assert.Equal((8, 3, 50, 64, 64), (spec.Agents, spec.Actions.Count, spec.EpisodeLimit, spec.ObservationSize, spec.StateSize));
        Assert.Equal(new EntitySpec(8, 16), spec.Entities);
    }

    [Fact]
    public void Agents_that_act_at_random_walk_one_cell_at_most_and_keep_their_groups()
    {
        GroupMatchingGame game = Create(new GroupMatchingSettings { Cells = 5, Groups = 3 });
        for (ulong seed = 0; seed < 100; seed++)
        {
            game.Reset(0, seed);
            int[] cells = game.CellsOf(0).ToArray();
            int[] groups = game.GroupsOf(0).ToArray();
            RandomPlay.Play(game, seed, int.MaxValue, result =>
            {
                int[] now = game.CellsOf(0).ToArray();
                Assert.All(now.Zip(cells, (after, before) => (after - before + 5) % 5), way => Assert.Contains(way, new[] { 0, 1, 4 }));
                Assert.Equal(groups, game.GroupsOf(0).ToArray());
                Assert.Equal(0, Math.Round((result.Reward + 0.1) % 2.5, 9));
                Assert.Equal(result.Terminated, groups.Zip(now).Distinct().Count() == groups.Distinct().Count());
                cells = now;
            });
        }
    }

    [Fact]
    public void Blind_agents_hardly_ever_gather()
    {
        (double measured, double error) = RandomPlay.Returns(Create(new GroupMatchingSettings()), 10_000);

        Assert.InRange(measured, -4.99 - (5 * error), -4.99 + (5 * error));
    }

    [Fact]
    public void A_team_that_gathers_in_the_nearest_cells_is_done_in_a_few_steps()
    {
        const int Episodes = 10_000;
        double mean = Gatherers.MeanReturn(Create(new GroupMatchingSettings()), Episodes);

        Assert.InRange(mean, 3.66 - 0.05, 3.66 + 0.05);
    }

    [Theory]
    [InlineData(5, 3, 3, true, true)]
    [InlineData(2, 2, 1, false, true)]
    [InlineData(9, 12, 4, false, false)]
    public void Every_variant_keeps_the_rules_of_the_contract(int agents, int cells, int groups, bool fixedGroups, bool hide)
    {
        GroupMatchingSettings settings = new()
        {
            Agents = agents,
            Cells = cells,
            Groups = groups,
            FixedGroups = fixedGroups,
            HideOtherGroups = hide,
            Slip = 0.5,
        };

        EnvironmentChecker.Check(count => Registry.Create("group-matching", settings, count)).ThrowIfAny();
    }

    [Fact]
    public void A_picture_shows_agents_in_their_cells()
    {
        Frame frame = Start(Sure, [0, 3, 0, 1], [0, 1, 1, 0]).Draw(0);
        FrameItem[] agents = [.. frame.Items.Where(item => item.Role == FrameRole.Agent)];

        Assert.Equal(6, frame.Items.Count(item => item.Role == FrameRole.Ground));
        Assert.Equal([FrameShape.Disc, FrameShape.Square, FrameShape.Square, FrameShape.Disc], agents.Select(agent => agent.Shape));
        Assert.True(agents[0].Y < 3 && agents[2].Y < 3 && agents[1].Y > 7);
    }

    [Fact]
    public void Settings_that_make_no_game_are_refused()
    {
        AssertRefused("env.slip is 1.5; it must be from 0 to 1", new GroupMatchingSettings { Slip = 1.5 });
        AssertRefused("env.cells is 1; it must be from 2 to 256", new GroupMatchingSettings { Cells = 1 });
    }

    private static GroupMatchingGame Create(GroupMatchingSettings settings) =>
        (GroupMatchingGame)Registry.Create("group-matching", settings);

    private static GroupMatchingGame Start(GroupMatchingSettings settings, int[] cells, int[] groups)
    {
        GroupMatchingGame game = Create(settings);
        game.Reset(0, 1);
        game.Place(0, cells, groups);
        return game;
    }

    private static float[] Statistics(GroupMatchingGame game)
    {
        float[] statistics = new float[1];
        game.WriteStatistics([0], statistics);
        return statistics;
    }

    private static void AssertRefused(string message, GroupMatchingSettings settings) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => Create(settings)).Message);
}
