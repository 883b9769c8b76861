using Phalanx.Environments.Warehouse;

namespace Phalanx.Environments.Tests.Warehouse;

public sealed class WarehouseFamilyTests
{
    [Theory]
    [InlineData("rware/tiny-2ag", 2)]
    [InlineData("rware/tiny-4ag", 4)]
    public void A_name_says_how_many_robots_there_are(string name, int robots)
    {
        EnvironmentSpec spec = EnvironmentRegistry.WithBuiltIns()[name].SpecOf();

        Assert.Equal((robots, 5, 500), (spec.Agents, spec.Actions.Count, spec.EpisodeLimit));
        Assert.Equal((71, 71 * robots), (spec.ObservationSize, spec.StateSize));
    }

    [Fact]
    public void Episodes_begin_with_robots_anywhere_facing_anywhere_and_a_request_for_each()
    {
        RobotWarehouse game = new("rware/test", new() { Agents = 4 }, 1);
        HashSet<(float, float)> places = [];
        HashSet<int> headings = [];
        HashSet<int> requests = [];
        for (ulong seed = 0; seed < 1000; seed++)
        {
            game.Reset(0, seed);
            float[][] seen = [.. game.Observations().Chunk(71)];
            Assert.Equal(4, seen.Select(robot => (robot[0], robot[1])).Distinct().Count());
            Assert.Equal(4, game.RequestedOf(0).Count(true));
            places.UnionWith(seen.Select(robot => (robot[0], robot[1])));
            headings.UnionWith(seen.Select(robot => robot.AsSpan(3, 4).IndexOf(1)));
            requests.UnionWith(Enumerable.Range(0, 32).Where(shelf => game.RequestedOf(0)[shelf]));
        }

        Assert.Equal((110, 4, 32), (places.Count, headings.Count, requests.Count));
    }

    [Fact]
    public void How_many_shelves_are_requested_is_a_setting()
    {
        RobotWarehouse game = new("rware/test", new() { Requests = 5 }, 1);
        game.Reset(0, 1);

        Assert.Equal(5, game.RequestedOf(0).Count(true));
    }

    /// <summary>At every step there are 32 shelves and all robots, each in a cell of its own, and as many requests as at first.</summary>
    [Fact]
    public void Shelves_robots_and_requests_are_as_many_at_every_step()
    {
        RobotWarehouse game = new("rware/test", new() { Agents = 12, Requests = 12 }, 1);
        double delivered = 0;
        for (ulong seed = 0; seed < 10; seed++)
        {
            RandomPlay.Play(game, seed, int.MaxValue, result =>
            {
                delivered += result.Reward;
                Assert.Contains(result.Reward, (double[])[0, 1, 2]); // there are two goals
                int[] shelves = [.. from x in Enumerable.Range(0, 10) from y in Enumerable.Range(0, 11) select game.ShelfAt(0, x, y)];
                Assert.Equal(Enumerable.Range(0, 32), shelves.Where(shelf => shelf >= 0).Order());
                Assert.Equal(12, game.Observations().Chunk(71).Select(robot => (robot[0], robot[1])).Distinct().Count());
                Assert.Equal(12, game.RequestedOf(0).Count(true));
            });
        }

        Assert.True(delivered > 0);
    }

    /// <summary>
    /// Deliveries by chance are rare; what a robot alone delivers in a plain simulation of the rules (0.017 of two requested shelves)
    /// gives 0.034 for two robots and, with twice as much to deliver for each, 0.14 for four.
    /// </summary>
    [Theory]
    [InlineData("rware/tiny-2ag", 0.01, 0.06)]
    [InlineData("rware/tiny-4ag", 0.07, 0.2)]
    public void Random_play_hardly_ever_delivers(string name, double low, double high)
    {
        (double mean, _) = RandomPlay.Returns(EnvironmentRegistry.WithBuiltIns().Create(name), episodes: 800);

        Assert.InRange(mean, low, high);
    }

    [Fact]
    public void Every_variant_keeps_the_rules_of_the_contract() =>
        EnvironmentChecker.Check(count => new RobotWarehouse(
            "rware/test",
            new() { Agents = 9, ShelfRows = 2, ColumnHeight = 2, Requests = 11, Reward = DeliveryReward.TwoStage, SensorRange = 2 },
            count)).ThrowIfAny();
}
