using Phalanx.Environments.Foraging;

namespace Phalanx.Environments.Tests.Foraging;

public sealed class ForagingViewTests
{
    [Fact]
    public void With_full_sight_places_are_absolute_and_foods_are_in_the_order_of_reading()
    {
        LevelForaging game = Game(new(), [(7, 0, 1), (0, 7, 2)], [(5, 2, 3), (1, 4, 2)]);

        Assert.Equal([1, 4, 2, 5, 2, 3, 7, 0, 1, 0, 7, 2], game.Observations()[..12]);
        Assert.Equal([1, 4, 2, 5, 2, 3, 0, 7, 2, 7, 0, 1], game.Observations()[12..]);
        Assert.Equal(game.Observations(), game.State());
    }

    [Fact]
    public void A_loaded_food_leaves_its_slot_to_the_next()
    {
        LevelForaging game = Game(new(), [(1, 3, 2), (0, 7, 2)], [(1, 4, 2), (5, 2, 3)]);

        game.Step(5, 0);

        Assert.Equal([5, 2, 3, -1, -1, 0], game.Observations()[..6]);
    }

    [Fact]
    public void With_short_sight_places_count_from_the_corner_of_the_window()
    {
        LevelForaging game = Game(new() { Sight = 2 }, [(5, 5, 1), (7, 7, 2)], [(4, 6, 2), (1, 1, 1)]);

        Assert.Equal([1, 3, 2, -1, -1, 0, 2, 2, 1, 4, 4, 2], game.Observations()[..12]);
    }

    [Fact]
    public void An_entity_out_of_sight_leaves_its_slot_empty()
    {
        LevelForaging game = Game(new() { Sight = 2 }, [(5, 5, 1), (2, 5, 2)], [(5, 2, 2), (1, 1, 1)]);

        Assert.Equal([-1, -1, 0, -1, -1, 0, 2, 2, 1, -1, -1, 0], game.Observations()[..12]);
    }

    /// <summary>The window of the player at (0, 1) is cut off to rows 0 to 2 and columns 0 to 3, but players count up to 4.</summary>
    [Fact]
    public void Near_the_top_left_players_are_seen_farther_than_foods()
    {
        LevelForaging game = Game(new() { Sight = 2 }, [(0, 1, 1), (4, 4, 2)], [(3, 1, 2), (2, 3, 1)]);

        Assert.Equal([2, 3, 1, -1, -1, 0, 0, 1, 1, 4, 4, 2], game.Observations()[..12]);

        // From (4, 4) back to (0, 1) it is too far.
        Assert.Equal([0, 1, 1, -1, -1, 0], game.Observations()[12..18]);
        Assert.Equal([2, 2, 2, -1, -1, 0], game.Observations()[18..]);
    }

    [Fact]
    public void The_picture_shows_the_levels_of_what_is_there()
    {
        LevelForaging game = Game(new() { Size = 4 }, [(1, 1, 1), (3, 2, 2)], [(1, 2, 3)]);

        Assert.Equal(". . . .\n. 1 3 .\n. . . .\n. . 2 .\nstep 0: 0 of 1 foods loaded\n", FrameText.Print(game.Draw(0)));
    }

    private static LevelForaging Game(
        ForagingSettings settings, (int Row, int Column, int Level)[] players, (int Row, int Column, int Level)[] foods)
    {
        LevelForaging game = new("lbf/test", settings, 1);
        game.Reset(0, 1);
        game.Place(0, players, foods);
        return game;
    }
}
