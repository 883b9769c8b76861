using Phalanx.Environments.Foraging;

namespace Phalanx.Environments.Tests.Foraging;

/// <summary>The rules of a step, on positions set by hand.</summary>
public sealed class LevelForagingTests
{
    private const int None = 0;
    private const int North = 1;
    private const int South = 2;
    private const int West = 3;
    private const int East = 4;
    private const int Load = 5;

    private static readonly (int Row, int Column, int Level)[] FarFood = [(6, 6, 3)];

    [Fact]
    public void Two_players_who_load_a_food_of_their_levels_together_share_its_reward()
    {
        LevelForaging game = Game(new(), [(3, 2, 1), (3, 4, 2)], [(3, 3, 3)]);

        StepResult result = game.Step(Load, Load);

        Assert.Equal(1.0 / 3, game.RewardsOf(0)[0], 12);
        Assert.Equal(2.0 / 3, game.RewardsOf(0)[1], 12);
        Assert.Equal(1, result.Reward, 12);
        Assert.True(result.Terminated);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void A_food_too_heavy_for_its_players_stays_and_costs_them_the_penalty(double penalty)
    {
        LevelForaging game = Game(new() { Penalty = penalty }, [(3, 2, 1), (3, 4, 2)], [(3, 3, 3)]);

        Assert.Equal(new StepResult(-penalty), game.Step(None, Load));
        Assert.Equal(0, game.RewardsOf(0)[0]);
        Assert.True(game.Step(Load, Load).Terminated);
    }

    [Fact]
    public void The_reward_for_a_food_is_its_share_of_all_foods_that_were_there()
    {
        LevelForaging game = Game(new(), [(0, 0, 1), (3, 4, 2)], [(3, 3, 2), (6, 6, 1)]);

        Assert.Equal(new StepResult(2.0 * 2 / (2 * 3)), game.Step(None, Load));
    }

    [Fact]
    public void Without_scaling_each_player_earns_its_level_times_the_level_of_the_food()
    {
        LevelForaging game = Game(new() { NormalizeReward = false }, [(3, 2, 1), (3, 4, 2)], [(3, 3, 3)]);

        Assert.Equal((1 * 3) + (2 * 3), game.Step(Load, Load).Reward);
    }

    [Fact]
    public void Two_foods_are_loaded_in_one_step()
    {
        LevelForaging game = Game(new() { Players = 3 }, [(3, 2, 1), (3, 4, 1), (6, 5, 1)], [(3, 3, 2), (6, 6, 2)]);

        StepResult result = game.Step(Load, Load, Load);

        Assert.Equal(new StepResult(2.0 / 4), result);
        Assert.Equal([0.25, 0.25, 0], game.RewardsOf(0).ToArray());
    }

    [Fact]
    public void Two_players_that_want_one_cell_stay_where_they_are()
    {
        LevelForaging game = Game(new(), [(2, 2, 1), (2, 4, 1)], FarFood);
        game.Step(East, West);
        AssertPlaces(game, (2, 2), (2, 4));

        // One of them is there already and wants to stay.
        game = Game(new(), [(2, 2, 1), (2, 3, 1)], FarFood);
        game.Step(East, None);
        AssertPlaces(game, (2, 2), (2, 3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Neighbours_may_swap_cells(bool strict)
    {
        LevelForaging game = Game(new() { StrictBlocking = strict }, [(2, 2, 1), (2, 3, 1)], FarFood);

        game.Step(East, West);

        AssertPlaces(game, (2, 3), (2, 2));
    }

    [Fact]
    public void A_player_may_come_to_share_the_cell_of_one_that_a_third_stopped()
    {
        LevelForaging game = Game(new() { Players = 3 }, [(2, 2, 1), (2, 3, 1), (2, 5, 1)], FarFood);

        game.Step(East, East, West);
        AssertPlaces(game, (2, 3), (2, 3), (2, 5));

        // They part again: no other player wants the cell that the first goes to.
        game.Step(North, None, None);
        AssertPlaces(game, (1, 3), (2, 3), (2, 5));
    }

    [Fact]
    public void Strict_blocking_stops_every_player_behind_a_stopped_one()
    {
        LevelForaging game = Game(
            new() { Players = 4, StrictBlocking = true }, [(2, 1, 1), (2, 2, 1), (2, 3, 1), (2, 5, 1)], FarFood);

        game.Step(East, East, East, West);

        AssertPlaces(game, (2, 1), (2, 2), (2, 3), (2, 5));
    }

    [Fact]
    public void Food_and_the_edge_of_the_grid_are_no_place_to_go()
    {
        LevelForaging game = Game(new(), [(3, 2, 1), (0, 0, 1)], [(3, 3, 3)]);

        game.Step(East, North);
        game.Step(East, West);
        AssertPlaces(game, (3, 2), (0, 0));

        game.Step(South, East);
        AssertPlaces(game, (4, 2), (0, 1));
    }

    [Fact]
    public void The_cell_of_a_loaded_food_is_free()
    {
        LevelForaging game = Game(new(), [(3, 2, 2), (0, 0, 1)], [(3, 3, 2), (6, 6, 1)]);

        game.Step(Load, None);
        game.Step(East, None);

        AssertPlaces(game, (3, 3), (0, 0));
    }

    [Fact]
    public void All_actions_are_available_unless_those_that_do_nothing_are_masked()
    {
        (int, int, int)[] players = [(3, 2, 1), (0, 0, 1)];

        Assert.DoesNotContain(false, Game(new(), players, [(3, 3, 3)]).Available());
        Assert.Equal(
            [true, true, true, true, false, true, true, false, true, false, true, false],
            Game(new() { MaskInvalid = true }, players, [(3, 3, 3)]).Available());
    }

    [Fact]
    public void The_limit_truncates_what_is_unfinished()
    {
        LevelForaging game = Game(new() { EpisodeLimit = 2 }, [(3, 2, 1), (0, 0, 1)], [(3, 3, 3)]);

        Assert.Equal(new StepResult(0), game.Step(None, None));
        Assert.Equal(new StepResult(0, Truncated: true), game.Step(None, None));
    }

    [Fact]
    public void The_statistic_counts_the_foods_loaded()
    {
        LevelForaging game = Game(new(), [(3, 2, 2), (0, 0, 1)], [(3, 3, 2), (6, 6, 1)]);
        float[] loaded = new float[1];
        game.WriteStatistics([0], loaded);
        Assert.Equal(0, loaded[0]);

        game.Step(Load, None);
        game.WriteStatistics([0], loaded);

        Assert.Equal(1, loaded[0]);
    }

    private static LevelForaging Game(
        ForagingSettings settings, (int Row, int Column, int Level)[] players, (int Row, int Column, int Level)[] foods)
    {
        LevelForaging game = new("lbf/test", settings, 1);
        game.Reset(0, 1);
        game.Place(0, players, foods);
        return game;
    }

    /// <summary>Each player comes first in what it sees of the players; with full sight its place is absolute.</summary>
    private static void AssertPlaces(LevelForaging game, params (int Row, int Column)[] expected)
    {
        float[] seen = game.Observations();
        int width = game.Spec.ObservationSize;
        int self = width - (3 * expected.Length);
        Assert.Equal(expected, expected.Select((_, player) => ((int)seen[(player * width) + self], (int)seen[(player * width) + self + 1])));
    }
}
