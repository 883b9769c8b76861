using System.Text.Json;
using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles.Maps;

public sealed class TerrainTests
{
    public static TheoryData<string> Recorded => [.. Fixtures.Files("battles", "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [Trait("Category", "Reference")]
    [MemberData(nameof(Recorded))]
    public void A_ground_is_walkable_where_SMAC_s_is(string map)
    {
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllBytes(Fixtures.File($"battles/{map}.json")));
        string[] rows = [.. recorded.RootElement.GetProperty("pathing").EnumerateArray().Select(row => row.GetString()!)];

        Assert.Equal(rows, Draw(BattleMaps.Load(map, BattleProfile.Sc2).Terrain));
    }

    [Fact]
    public void A_unit_reaches_every_cell_of_a_ground_on_foot() => Assert.All(Grounds().Where(ground => ground.Name != "lite_ring"), ground =>
    {
        int[] walkable = [.. Enumerable.Range(0, ground.Walkable.Length).Where(cell => ground.Walkable[cell])];
        Assert.Equal(walkable, ReachedFrom(walkable[0], ground).Order());
    });

    [Fact]
    public void The_outermost_ring_of_SMAClite_s_flat_ground_is_free_and_cut_off()
    {
        Terrain ring = Grounds().Single(ground => ground.Name == "lite_ring");

        Assert.Equal(4 * 31, ReachedFrom(0, ring).Count);
        Assert.Equal(26 * 26, ReachedFrom((16 * Terrain.Side) + 16, ring).Count);
        Assert.Equal((4 * 31) + (26 * 26), ring.Walkable.ToArray().Count(walkable => walkable));
    }

    [Theory]
    [InlineData("3m", "simple", 512)]
    [InlineData("3s_vs_4z", "flat", 1024)]
    [InlineData("3s_vs_5z", "lite_ring", 800)]
    [InlineData("2m_vs_1z", "octagon", 360)]
    [InlineData("bane_vs_bane", "lite_octagon", 424)]
    [InlineData("2s_vs_1sc", "lite_pentagon", 220)]
    [InlineData("corridor", "lite_corridor", 440)]
    [InlineData("6h_vs_8z", "box", 156)]
    [InlineData("2c_vs_64zg", "lite_ravine", 400)]
    public void SMAClite_s_maps_have_its_grounds_and_the_others_the_game_s(string map, string ground, int cells)
    {
        Terrain terrain = BattleMaps.Load(map, BattleProfile.Lite).Terrain;

        Assert.Equal(ground, terrain.Name);
        Assert.Equal(cells, terrain.Walkable.ToArray().Count(walkable => walkable));
    }

    [Fact]
    public void The_plateau_of_the_ravine_is_higher_than_its_foot_and_blocked_cells_are_lower()
    {
        Terrain ravine = BattleMaps.Load("2c_vs_64zg", BattleProfile.Sc2).Terrain;

        Assert.Equal((130 / 255.0, 127 / 255.0, 127 / 255.0, 125 / 255.0), (Height(16, 16), Height(16, 10), Height(5, 15), Height(16, 12)));

        double Height(int column, int row) => ravine.Heights[(row * Terrain.Side) + column];
    }

    private static IEnumerable<Terrain> Grounds() =>
        Enum.GetValues<BattleProfile>().SelectMany(profile => BattleMaps.Names.Select(name => BattleMaps.Load(name, profile).Terrain)).DistinctBy(ground => ground.Name);

    private static IEnumerable<string> Draw(Terrain ground) => Enumerable.Range(0, Terrain.Side).Select(row =>
        string.Concat(Enumerable.Range(0, Terrain.Side).Select(column => ground.IsWalkable(column, row) ? '1' : '0')));

    /// <summary>The cells that are reached in steps over edges.</summary>
    private static HashSet<int> ReachedFrom(int start, Terrain ground)
    {
        HashSet<int> reached = [start];
        Queue<int> open = new(reached);
        while (open.TryDequeue(out int cell))
        {
            (int row, int column) = Math.DivRem(cell, Terrain.Side);
            foreach ((int x, int y) in new[] { (column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1) })
            {
                if (ground.IsWalkable(x, y) && reached.Add((y * Terrain.Side) + x))
                {
                    open.Enqueue((y * Terrain.Side) + x);
                }
            }
        }

        return reached;
    }
}
