using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles;

/// <summary>Where SMACv2's battles begin.</summary>
public sealed class StartDrawTests
{
    private static readonly SmacV2Settings Mirrored = new() { ReflectProbability = 1 };
    private static readonly SmacV2Settings Surrounded = new() { ReflectProbability = 0 };

    // Fixture 50, first half.
    [Fact]
    public void Mirrored_teams_face_each_other_across_the_middle()
    {
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/terran_5_vs_7", Mirrored with { NEnemies = 7 }))
        {
            Assert.All(battle.AllyPlaces, place => AssertWithin(place, right: 15));
            Assert.Equal(battle.AllyPlaces.Select(place => (32 - place.X, place.Y)), battle.EnemyPlaces[..5]);
            Assert.All(battle.EnemyPlaces[5..], place => AssertWithin((place.X - 16, place.Y), right: 16));
        }
    }

    [Fact]
    public void Mirrored_places_are_anywhere_on_the_left_and_others_anywhere_on_the_right()
    {
        int[][] counts = [new int[10], new int[10], new int[10], new int[10]];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/terran_1_vs_2", Mirrored with { NUnits = 1, NEnemies = 2 }))
        {
            counts[0][(int)(battle.X[0] / 1.5)]++;
            counts[1][(int)(battle.Y[0] / 3.2)]++;
            counts[2][(int)((battle.X[2] - 16) / 1.6)]++;
            counts[3][(int)(battle.Y[2] / 3.2)]++;
        }

        Assert.All(counts, ChiSquare.AssertEven);
    }

    // Fixture 50, second half.
    [Fact]
    public void A_surrounded_team_is_in_the_middle_and_its_enemies_are_on_up_to_four_diagonals()
    {
        HashSet<int> groups = [];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/protoss_5_vs_8", Surrounded with { NEnemies = 8 }, SmacV2Units.Tiny))
        {
            Assert.All(battle.AllyPlaces, place => Assert.Equal((16.0, 16.0), (Math.Round(place.X), Math.Round(place.Y))));
            IEnumerable<IGrouping<int, (double X, double Y)>> byCorner = battle.EnemyPlaces.GroupBy(CornerOf);
            groups.Add(byCorner.Count());
            Assert.All(byCorner, group => AssertOnDiagonal([.. group]));
        }

        Assert.Equal([1, 2, 3, 4], groups.Order());
    }

    [Fact]
    public void Groups_are_one_to_four_equally_often()
    {
        // Of so many enemies, none of four groups stays empty: that happens once in twenty million battles.
        SmacV2Settings settings = Surrounded with { NEnemies = 64 };
        int[] counts = new int[4];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/protoss_5_vs_64", settings, SmacV2Units.Tiny))
        {
            counts[battle.EnemyPlaces.Select(CornerOf).Distinct().Count() - 1]++;
        }

        ChiSquare.AssertEven(counts);
    }

    [Fact]
    public void An_enemy_is_in_each_group_equally_often()
    {
        // Of g groups, two enemies are in the same one once in g times: 25 times in 48 over all g.
        int[] counts = new int[2];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/protoss_5_vs_2", Surrounded with { NEnemies = 2 }, SmacV2Units.Tiny))
        {
            counts[CornerOf(battle.EnemyPlaces[0]) == CornerOf(battle.EnemyPlaces[1]) ? 0 : 1]++;
        }

        ChiSquare.AssertFits(counts, 25.0 / 48, 23.0 / 48);
    }

    [Fact]
    public void A_group_is_at_every_corner_and_every_distance_equally_often()
    {
        int[] corners = new int[4];
        int[] distances = new int[10];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/protoss_5_vs_1", Surrounded with { NEnemies = 1 }, SmacV2Units.Tiny))
        {
            (double x, double y) = battle.EnemyPlaces[0];
            corners[CornerOf((x, y))]++;
            distances[(int)(Math.Min(x, 32 - x) / 1.4)]++;
        }

        ChiSquare.AssertEven(corners);
        ChiSquare.AssertEven(distances);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    public void Starts_are_mirrored_as_often_as_the_setting_says(double probability)
    {
        int[] counts = new int[2];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/zerg_5_vs_5", new() { ReflectProbability = probability }))
        {
            counts[battle.X[5] == 32 - battle.X[0] && battle.Y[5] == battle.Y[0] ? 0 : 1]++;
        }

        ChiSquare.AssertFits(counts, probability, 1 - probability);
    }

    [Fact]
    public void Every_unit_starts_on_the_map()
    {
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/protoss_20_vs_64", new() { NUnits = 20, NEnemies = 64 }))
        {
            Assert.All(battle.AllyPlaces.Concat(battle.EnemyPlaces), place => AssertWithin(place, right: 32));
        }
    }

    private static void AssertWithin((double X, double Y) place, double right)
    {
        Assert.InRange(place.X, 0, right);
        Assert.InRange(place.Y, 0, 32);
    }

    /// <summary>All at one point, up to the room they take, which is between a corner and 2 off the middle.</summary>
    private static void AssertOnDiagonal((double X, double Y)[] places)
    {
        (double x, double y) = (places.Average(place => place.X), places.Average(place => place.Y));
        Assert.All(places, place => Assert.InRange(Math.Max(Math.Abs(place.X - x), Math.Abs(place.Y - y)), 0, 0.2));
        Assert.InRange(Math.Min(x, 32 - x), 0, 14.2);
        Assert.Equal(Math.Min(x, 32 - x), Math.Min(y, 32 - y), 0.2);
    }

    private static int CornerOf((double X, double Y) place) => (place.X < 16 ? 0 : 1) + (place.Y < 16 ? 0 : 2);
}
