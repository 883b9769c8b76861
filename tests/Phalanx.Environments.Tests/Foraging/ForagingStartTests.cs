using Phalanx.Environments.Foraging;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Foraging;

/// <summary>How episodes begin, over many seeds, seen with full sight.</summary>
public sealed class ForagingStartTests
{
    private const int Resets = 1000;

    [Theory]
    [InlineData("lbf/8x8-2p-3f", 8, 3)]
    [InlineData("lbf/15x15-4p-5f", 15, 5)]
    public void Foods_stay_off_the_border_and_away_from_each_other(string name, int size, int foods)
    {
        foreach (Start start in StartsOf(name))
        {
            Assert.Equal(foods, start.Foods.Length);
            foreach ((int row, int column, _) in start.Foods)
            {
                Assert.InRange(row, 1, size - 2);
                Assert.InRange(column, 1, size - 2);
            }

            for (int index = 0; index < foods; index++)
            {
                foreach ((int row, int column, _) in start.Foods[..index])
                {
                    int down = Math.Abs(start.Foods[index].Row - row);
                    int right = Math.Abs(start.Foods[index].Column - column);
                    Assert.True(Math.Max(down, right) > 1);
                    Assert.False(down == 0 && right == 2);
                    Assert.False(down == 2 && right == 0);
                }
            }
        }
    }

    [Fact]
    public void Players_and_foods_all_have_cells_of_their_own()
    {
        foreach (Start start in StartsOf("lbf/10x10-3p-3f"))
        {
            Assert.Equal(6, start.Foods.Concat(start.Players).Select(thing => (thing.Row, thing.Column)).Distinct().Count());
        }
    }

    [Fact]
    public void Players_stand_anywhere_on_the_grid()
    {
        IEnumerable<(int, int)> places = StartsOf("lbf/8x8-2p-3f").SelectMany(start => start.Players.Select(player => (player.Row, player.Column)));
        Assert.Equal(64, places.Distinct().Count());
    }

    [Fact]
    public void Levels_run_from_one_to_two_for_players_and_to_the_sum_of_the_three_weakest_for_foods()
    {
        HashSet<int> ofPlayers = [];
        HashSet<(int Limit, int Level)> ofFoods = [];
        foreach (Start start in StartsOf("lbf/15x15-4p-5f"))
        {
            ofPlayers.UnionWith(start.Players.Select(player => player.Level));
            int limit = start.Players.Select(player => player.Level).Order().Take(3).Sum();
            ofFoods.UnionWith(start.Foods.Select(food => (limit, food.Level)));
        }

        Assert.Equal([1, 2], ofPlayers.Order());
        Assert.Equal(Enumerable.Range(3, 4).SelectMany(limit => Enumerable.Range(1, limit).Select(level => (limit, level))), ofFoods.Order());
    }

    [Fact]
    public void Cooperative_foods_need_all_of_two_players()
    {
        foreach (Start start in StartsOf("lbf/8x8-2p-2f-coop"))
        {
            int sum = start.Players.Sum(player => player.Level);
            Assert.All(start.Foods, food => Assert.Equal(sum, food.Level));
        }
    }

    [Fact]
    public void A_grid_without_room_has_fewer_foods()
    {
        LevelForaging game = new("lbf/test", new() { Size = 4, Foods = 3 }, 1);
        game.Reset(0, 1);

        // In the inner square of four, any two foods are neighbours.
        Assert.Equal([-1, -1, 0, -1, -1, 0], game.Observations()[3..9]);
    }

    [Fact]
    public void Levels_are_settings()
    {
        ForagingSettings settings = new() { MinPlayerLevel = 3, MaxPlayerLevel = 3, MinFoodLevel = 4, MaxFoodLevel = 4 };
        LevelForaging game = new("lbf/test", settings, 1);
        game.Reset(0, 1);

        float[] seen = game.Observations();

        Assert.Equal([4, 4, 3, 3], new[] { seen[2], seen[5], seen[8], seen[11] });
    }

    [Theory]
    [InlineData("env.players is 33; it must be at most 32, half of the cells")]
    [InlineData("env.min_player_level is 3; it must be at most env.max_player_level, 2")]
    [InlineData("env.min_food_level is 3; it must be at most env.max_food_level, 2")]
    public void Settings_that_contradict_each_other_are_refused(string message)
    {
        ForagingSettings settings = message[4] switch
        {
            'p' => new() { Players = 33 },
            _ when message.Contains("player") => new() { MinPlayerLevel = 3 },
            _ => new() { MinFoodLevel = 3, MaxFoodLevel = 2 },
        };

        Assert.Equal(message, Assert.Throws<UserErrorException>(() => new LevelForaging("lbf/test", settings, 1)).Message);
    }

    [Fact]
    public void More_players_than_memory_could_hold_are_refused() => Assert.Equal(
        "env.players is 20000; it must be from 1 to 1000",
        Assert.Throws<UserErrorException>(
            () => EnvironmentRegistry.WithBuiltIns().Create("lbf/8x8-2p-3f", new ForagingSettings { Size = 200, Players = 20_000 })).Message);

    private static IEnumerable<Start> StartsOf(string name)
    {
        EnvironmentDefinition definition = EnvironmentRegistry.WithBuiltIns()[name];
        ForagingSettings settings = (ForagingSettings)definition.CreateDefaultSettings();
        IEnvironmentBatch game = definition.Create(settings, 1);
        for (int seed = 0; seed < Resets; seed++)
        {
            game.Reset(0, (ulong)seed);
            (int, int, int)[] things = [.. game.Observations()[..game.Spec.ObservationSize].Chunk(3).Select(of => ((int)of[0], (int)of[1], (int)of[2]))];
            yield return new Start(things[..settings.Foods], things[settings.Foods..]);
        }
    }

    private sealed record Start((int Row, int Column, int Level)[] Foods, (int Row, int Column, int Level)[] Players);
}
