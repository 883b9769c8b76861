using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>Ways over ground that is blocked in between.</summary>
public class PathsTests
{
    // A wall of one column, open at the top.
    private static readonly Terrain Wall = Terrains.Where((column, row) => column == 16 && row < 20);

    [Theory]
    [InlineData("3m")]
    [InlineData("3s_vs_5z")]
    [InlineData("2m_vs_1z")]
    [InlineData("2s_vs_1sc")]
    [InlineData("6h_vs_8z")]
    public void Where_every_straight_way_is_free_there_are_no_paths(string map) => Assert.Null(Paths.Of(GroundOf(Terrains.Of(map))));

    [Fact]
    public void A_free_way_is_straight()
    {
        Paths paths = PathsOver(Wall);
        Assert.Equal((10.2, 12.7), paths.Waypoint(2.5, 3.5, 10.2, 12.7));
        Assert.Equal((28.3, 27.1), paths.Waypoint(4.5, 25.5, 28.3, 27.1));
    }

    [Fact]
    public void A_goal_that_cannot_be_walked_to_is_walked_to_straight() => Assert.Equal((16.5, 5), PathsOver(Wall).Waypoint(3, 5, 16.5, 5));

    [Fact]
    public void Waypoints_lead_around_a_wall_and_each_can_be_walked_to_straight()
    {
        (double x, double y)[] points = [.. WayOver(Wall, (12.5, 5.5), (20.5, 5.5))];
        Assert.Equal((20.5, 5.5), points[^1]);
        Assert.Contains(points, point => point.y >= 20);
    }

    [Fact]
    public void A_corner_is_not_cut()
    {
        // Between two blocked cells that touch at a corner there is no way, although two free cells touch there, too.
        Terrain corner = Terrains.Where((column, row) => (column < 16) == (row < 16) && (column, row) is not (0, 0) and not (31, 31));
        Paths paths = PathsOver(corner);
        Assert.Equal((16.5, 15.5), paths.Waypoint(15.5, 16.5, 16.5, 15.5));
        Assert.Equal(ushort.MaxValue / 5.0, paths.Length(15.5, 16.5, 16.5, 15.5));
        Assert.False(corner.Ground.IsStraight(15.5, 16.5, 16.5, 15.5));

        // Past one blocked cell a way goes around its corner by the cell between.
        Terrain block = Terrains.Where((column, row) => (column, row) == (16, 16));
        Paths around = PathsOver(block);
        Assert.True(block.Ground.IsStraight(15.5, 16.5, 16.5, 17.5));
        Assert.Equal(2, around.Length(15.5, 16.5, 16.5, 17.5));
        Assert.Equal(1.4, around.Length(14.5, 16.5, 15.5, 17.5));
    }

    [Theory]
    [InlineData("corridor")]
    [InlineData("so_many_baneling")]
    [InlineData("2c_vs_64zg")]
    public void All_cells_reach_each_other(string map)
    {
        foreach (BattleProfile profile in Enum.GetValues<BattleProfile>())
        {
            Terrain terrain = Terrains.Of(map, profile);
            (double X, double Y)[] cells = [.. CellsOf(terrain)];
            Paths paths = PathsOver(terrain);
            foreach ((double x, double y) in cells)
            {
                Assert.All(cells, goal => Assert.InRange(paths.Length(x, y, goal.X, goal.Y), 0, 100));
            }
        }
    }

    [Theory]
    [InlineData("corridor", 28.5, 19.5, 4.47, 4.33)]
    [InlineData("so_many_baneling", 28.5, 22.5, 4.47, 4.33)]
    [InlineData("2c_vs_64zg", 16, 8.5, 16, 18.5)]
    public void Waypoints_lead_from_end_to_end(string map, double x, double y, double goalX, double goalY)
    {
        (double X, double Y)[] points = [.. WayOver(Terrains.Of(map), (x, y), (goalX, goalY))];
        Assert.Equal((goalX, goalY), points[^1]);
        Assert.True(points.Length > 1);
    }

    /// <summary>The waypoints of a walker, each of which it can walk to straight.</summary>
    private static IEnumerable<(double X, double Y)> WayOver(Terrain terrain, (double X, double Y) from, (double X, double Y) to)
    {
        Footing ground = GroundOf(terrain);
        Paths paths = PathsOver(terrain);
        for (int leg = 0; from != to; leg++)
        {
            Assert.InRange(leg, 0, 100);
            (double X, double Y) next = paths.Waypoint(from.X, from.Y, to.X, to.Y);
            Assert.True(ground.IsStraight(from.X, from.Y, next.X, next.Y), $"The way from {from} to {next} is blocked.");
            yield return from = next;
        }
    }

    private static IEnumerable<(double X, double Y)> CellsOf(Terrain terrain) =>
        from row in Enumerable.Range(0, Terrain.Side)
        from column in Enumerable.Range(0, Terrain.Side)
        where terrain.IsWalkable(column, row)
        select (column + 0.5, row + 0.5);

    private static Footing GroundOf(Terrain terrain) => new(terrain, steps: false);

    private static Paths PathsOver(Terrain terrain) => Paths.Of(GroundOf(terrain))!;
}
