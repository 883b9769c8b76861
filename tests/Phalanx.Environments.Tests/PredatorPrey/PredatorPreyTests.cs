using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

/// <summary>The rules of a step, on boards set up by hand.</summary>
public sealed class PredatorPreyTests
{
    private const int Right = 0;
    private const int Down = 1;
    private const int Left = 2;
    private const int Up = 3;
    private const int Stay = 4;
    private const int Catch = 5;

    private static readonly PredatorPreySettings Defaults = new();

    [Fact]
    public void An_agent_in_the_corner_may_move_along_two_sides_or_stay() =>
        Assert.Equal([true, true, false, false, true, false], Placed([(0, 0)], [(5, 5)]).Available()[..6]);

    [Fact]
    public void Prey_on_a_cell_beside_may_be_caught_and_blocks_the_way()
    {
        PredatorPrey hunt = Placed([(0, 0), (9, 9)], [(0, 1)]);
        Assert.Equal([true, true, false, false, true, true], hunt.Available()[..6]);
        hunt.Step(Team(Right));
        Assert.Equal((0, 0), AgentAt(hunt, 0));
    }

    [Fact]
    public void Two_agents_that_catch_together_are_paid_and_leave_with_their_prey()
    {
        PredatorPrey hunt = Placed([(5, 4), (5, 6), (0, 0)], [(5, 5), (9, 9)]);
        Assert.Equal(new StepResult(10), hunt.Step(Team(Catch, Catch)));
        Assert.Equal(2, hunt.State().Sum());
        Assert.All(hunt.Observations()[..150], value => Assert.Equal(0, value));
        bool[] onlyStay = [false, false, false, false, true, false];
        Assert.Equal([.. onlyStay, .. onlyStay], hunt.Available()[..12]);
        Assert.Equal([1, 0], Statistics(hunt));
    }

    [Fact]
    public void An_agent_that_catches_alone_is_punished_and_the_prey_moves_on()
    {
        HashSet<(int, int)> seen = [];
        for (ulong seed = 0; seed < 60; seed++)
        {
            PredatorPrey hunt = Placed(Defaults, seed, [(5, 4), (0, 0)], [(5, 5)]);
            Assert.Equal(new StepResult(-2), hunt.Step(Team(Catch)));
            Assert.Equal((5, 4), AgentAt(hunt, 0));
            seen.Add(PreyOf(hunt).Single());
            Assert.Equal([0, 1], Statistics(hunt));
        }

        Assert.Equal([(4, 5), (5, 6), (6, 5)], seen.Order());
    }

    [Fact]
    public void An_agent_that_catches_alone_beside_two_prey_is_punished_twice() =>
        Everywhere(seed => Assert.Equal(-4, Placed(Defaults, seed, [(5, 5), (0, 0)], [(5, 6), (4, 5)]).Step(Team(Catch)).Reward));

    [Fact]
    public void Three_agents_that_catch_one_prey_are_paid_once_and_all_leave()
    {
        PredatorPrey hunt = Placed([(5, 4), (5, 6), (4, 5), (0, 0)], [(5, 5), (9, 9)]);
        Assert.Equal(10, hunt.Step(Team(Catch, Catch, Catch)).Reward);
        Assert.Equal([3], Agents(hunt));
    }

    [Fact]
    public void Two_agents_between_two_prey_catch_one_of_them_and_are_not_punished_for_the_other() => Everywhere(seed =>
    {
        PredatorPrey hunt = Placed(Defaults, seed, [(5, 5), (6, 6), (0, 0)], [(5, 6), (6, 5)]);
        Assert.Equal(10, hunt.Step(Team(Catch, Catch)).Reward);
        Assert.Single(PreyOf(hunt));
    });

    [Fact]
    public void Prey_that_cannot_go_anywhere_stays()
    {
        PredatorPrey hunt = Placed([(0, 1), (1, 0)], [(0, 0)]);
        Assert.Equal(0, hunt.Step(Team(Stay, Stay)).Reward);
        Assert.Equal([(0, 0)], PreyOf(hunt));
    }

    [Fact]
    public void The_state_and_the_window_hold_the_kind_of_every_entity_by_cell()
    {
        PredatorPrey hunt = Placed([(3, 7), (9, 0)], [(3, 8)]);
        Assert.Equal([111, 115, 270], Hot(hunt.State()));
        Assert.Equal([36, 40], Hot(hunt.Observations()[..75]));
        Assert.Equal([36], Hot(hunt.Observations()[75..150]));
    }

    [Fact]
    public void Neighbours_are_seen_to_the_right_to_the_left_above_and_below()
    {
        PredatorPrey hunt = Placed([(5, 5), (5, 6), (4, 5)], [(5, 4), (6, 5), (8, 5)]);
        Assert.Equal([21, 34, 36, 39, 52], Hot(hunt.Observations()[..75]));
    }

    [Fact]
    public void Two_agents_that_want_to_change_places_stay_in_either_order() => Everywhere(seed =>
    {
        PredatorPrey hunt = Placed(Defaults, seed, [(2, 2), (2, 3)], [(9, 9)]);
        hunt.Step(Team(Right, Left));
        Assert.Equal(((2, 2), (2, 3)), (AgentAt(hunt, 0), AgentAt(hunt, 1)));
    });

    [Fact]
    public void A_column_moves_up_only_where_the_first_goes_first()
    {
        int followed = 0;
        for (ulong seed = 0; seed < 400; seed++)
        {
            PredatorPrey hunt = Placed(Defaults with { Agents = 2 }, seed, [(2, 2), (2, 3)], [(9, 9)]);
            hunt.Step(Right, Right);
            Assert.Equal((2, 4), AgentAt(hunt, 1));
            followed += AgentAt(hunt, 0) == (2, 3) ? 1 : 0;
        }

        Assert.InRange(followed, 150, 250);
    }

    [Fact]
    public void Four_pairs_that_catch_end_the_hunt_with_forty()
    {
        PredatorPrey hunt = Placed(
            [(0, 0), (0, 2), (4, 0), (4, 2), (8, 0), (8, 2), (4, 6), (4, 8)],
            [(0, 1), (4, 1), (8, 1), (4, 7), (9, 9)]);
        Assert.Equal(new StepResult(40, Terminated: true), hunt.Step(Catch, Catch, Catch, Catch, Catch, Catch, Catch, Catch));
    }

    [Fact]
    public void The_last_prey_ends_the_hunt() =>
        Assert.Equal(new StepResult(10, Terminated: true), Placed([(5, 4), (5, 6), (0, 0)], [(5, 5)]).Step(Team(Catch, Catch)));

    [Fact]
    public void A_team_that_stays_away_is_stopped_by_the_clock_with_nothing()
    {
        var hunt = new PredatorPrey(Defaults, 1);
        hunt.Reset(0, 5);
        for (int step = 1; step <= 200; step++)
        {
            Assert.Equal(new StepResult(0, Truncated: step == 200), hunt.Step(Team()));
        }
    }

    [Fact]
    public void Catching_where_there_is_no_prey_does_nothing()
    {
        PredatorPrey hunt = Placed([(5, 5)], [(9, 9)]);
        Assert.Equal(0, hunt.Step(Team(Catch)).Reward);
        Assert.Equal((5, 5), AgentAt(hunt, 0));
    }

    [Fact]
    public void Agents_move_as_their_actions_say()
    {
        PredatorPrey hunt = Placed([(2, 2), (2, 5), (2, 8), (5, 2), (5, 5)], [(9, 9)]);
        hunt.Step(Team(Right, Down, Left, Up, Stay));
        Assert.Equal([(2, 3), (3, 5), (2, 7), (4, 2), (5, 5)], Enumerable.Range(0, 5).Select(agent => AgentAt(hunt, agent)));
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_refused()
    {
        AssertRefused("env.prey is 8; it must be at most 1 beside 8 agents on 9 cells", Defaults with { Height = 3, Width = 3 });
        AssertRefused(
            "env.obs_radius is 2; it must be at most 1 on a torus of 4 by 10", Defaults with { Height = 4, Toroidal = true });
    }

    /// <summary>A hunt of eight agents and prey of which only those that are named take part.</summary>
    internal static PredatorPrey Placed(ReadOnlySpan<(int Row, int Column)> agents, ReadOnlySpan<(int Row, int Column)> prey) =>
        Placed(Defaults, 1, agents, prey);

    internal static PredatorPrey Placed(
        PredatorPreySettings settings, ulong seed, ReadOnlySpan<(int Row, int Column)> agents, ReadOnlySpan<(int Row, int Column)> prey)
    {
        var hunt = new PredatorPrey(settings, 1);
        hunt.Reset(0, seed);
        hunt.Place(0, agents, prey);
        return hunt;
    }

    /// <summary>What eight agents do; those that are not named stay.</summary>
    internal static int[] Team(params ReadOnlySpan<int> actions)
    {
        int[] team = [Stay, Stay, Stay, Stay, Stay, Stay, Stay, Stay];
        actions.CopyTo(team);
        return team;
    }

    /// <summary>The indices of the numbers that are not 0.</summary>
    internal static int[] Hot(float[] values) => [.. Enumerable.Range(0, values.Length).Where(index => values[index] != 0)];

    internal static (int Row, int Column) AgentAt(PredatorPrey hunt, int agent) =>
        PlaceOf(hunt.Draw(0).Items.Single(item => item.Label == $"{agent}"));

    internal static (int Row, int Column)[] PreyOf(PredatorPrey hunt) =>
        [.. hunt.Draw(0).Shown().Where(item => item.Role == FrameRole.Target).Select(PlaceOf)];

    internal static float[] Statistics(PredatorPrey hunt)
    {
        float[] statistics = new float[2];
        hunt.WriteStatistics([0], statistics);
        return statistics;
    }

    private static (int Row, int Column) PlaceOf(FrameItem item) => ((int)item.Y, (int)item.X);

    private static int[] Agents(PredatorPrey hunt) =>
        [.. hunt.Draw(0).Shown().Where(item => item.Role == FrameRole.Agent).Select(item => item.Label[0] - '0')];

    private static void Everywhere(Action<ulong> test)
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            test(seed);
        }
    }

    private static void AssertRefused(string message, PredatorPreySettings settings) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => new PredatorPrey(settings, 1)).Message);
}
