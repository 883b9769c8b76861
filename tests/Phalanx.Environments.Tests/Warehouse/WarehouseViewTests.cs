using Phalanx.Environments.Warehouse;

namespace Phalanx.Environments.Tests.Warehouse;

public sealed class WarehouseViewTests
{
    [Fact]
    public void A_robot_sees_itself_and_the_nine_cells_around_it()
    {
        RobotWarehouse game = new("rware/test", new(), 1);
        game.Reset(0, 1);
        game.Place(0, 0, 3, 4, Heading.Left);
        game.Place(0, 1, 4, 5, Heading.Down);
        game.RequestedOf(0).Clear();
        game.RequestedOf(0)[9] = true; // at home in (2, 3)
        float[] empty = [0, 1, 0, 0, 0, 0, 0];
        float[] shelf = [0, 1, 0, 0, 0, 1, 0];
        float[] requested = [0, 1, 0, 0, 0, 1, 1];
        float[] self = [1, 0, 0, 1, 0, 0, 0];
        float[] mate = [1, 0, 1, 0, 0, 0, 0];

        float[] seen = game.Observations();

        Assert.Equal((71, 142), (game.Spec.ObservationSize, game.Spec.StateSize));
        Assert.Equal([3, 4, 0, 0, 0, 1, 0, 1], seen[..8]);
        Assert.Equal([.. requested, .. empty, .. empty, .. shelf, .. self, .. empty, .. shelf, .. empty, .. mate], seen[8..71]);
        Assert.Equal(seen, game.State());
    }

    [Fact]
    public void A_robot_sees_empty_cells_beyond_the_edge_and_whether_it_is_on_a_highway()
    {
        RobotWarehouse game = new("rware/test", new(), 1);
        game.Reset(0, 1);
        game.Place(0, 0, 0, 10, Heading.Up);
        game.Place(0, 1, 1, 8, Heading.Up);

        float[] corner = game.Observations()[..71];

        Assert.Equal(1, corner[7]);
        foreach (int cell in new[] { 0, 1, 2, 3, 5, 6, 7, 8 })
        {
            Assert.Equal([0, 1, 0, 0, 0, 0, 0], corner.AsSpan(8 + (7 * cell), 7).ToArray());
        }

        Assert.Equal(0, game.Observations()[71 + 7]);
    }

    [Fact]
    public void Sensors_that_reach_farther_see_more()
    {
        RobotWarehouse game = new("rware/test", new() { SensorRange = 2 }, 1);
        game.Reset(0, 1);
        game.Place(0, 0, 4, 5, Heading.Up);
        game.Place(0, 1, 6, 3, Heading.Right);

        Assert.Equal(8 + (25 * 7), game.Spec.ObservationSize);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0], game.Observations().AsSpan(8 + (7 * 4), 7).ToArray());
    }
}
