using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

public sealed class HuntTests
{
    private const int Up = 0;
    private const int Left = 1;
    private const int Stay = 2;
    private const int Right = 3;
    private const int Down = 4;

    [Fact]
    public void A_chain_moves_because_an_entity_in_the_way_moves_first()
    {
        Hunt hunt = Placed((1, 1), (2, 1), (4, 4));
        hunt.Step(0, [Right, Right, Stay]);
        AssertAt(hunt, (2, 1), (3, 1), (4, 4));
    }

    [Fact]
    public void Two_entities_that_want_to_change_places_stay()
    {
        Hunt hunt = Placed((1, 1), (2, 1), (4, 4));
        hunt.Step(0, [Right, Left, Stay]);
        AssertAt(hunt, (1, 1), (2, 1), (4, 4));
    }

    [Fact]
    public void Four_entities_that_follow_each_other_in_a_circle_stay()
    {
        var hunt = new Hunt(new HuntSettings { Predators = 4, Prey = 1 }, 1);
        hunt.Reset(0, 1);
        hunt.Place(0, (1, 1), (2, 1), (2, 2), (1, 2), (6, 6));
        hunt.Step(0, [Right, Down, Left, Up, Stay]);
        AssertAt(hunt, (1, 1), (2, 1), (2, 2), (1, 2), (6, 6));
    }

    [Fact]
    public void Prey_between_two_predators_is_caught_and_reappears_on_another_empty_cell()
    {
        HashSet<(int, int)> seen = [];
        for (ulong seed = 0; seed < 400; seed++)
        {
            Hunt hunt = Placed(new HuntSettings(), seed, (2, 1), (1, 2), (2, 2));
            Assert.Equal(new StepResult(1), hunt.Step(0, [Stay, Stay, Stay]));
            Assert.Equal([(2, 1), (1, 2)], Places(hunt)[..2]);
            seen.Add(Places(hunt)[2]);
        }

        Assert.Equal(22, seen.Count);
        Assert.DoesNotContain((2, 2), seen);
        Assert.DoesNotContain((2, 1), seen);
        Assert.DoesNotContain((1, 2), seen);
    }

    [Fact]
    public void A_predator_alone_beside_prey_pays_the_penalty_and_the_prey_stays()
    {
        Hunt hunt = Placed((2, 1), (4, 4), (2, 2));
        Assert.Equal(-0.5, hunt.Step(0, [Stay, Stay, Stay]).Reward);
        AssertAt(hunt, (2, 1), (4, 4), (2, 2));
        Assert.Equal([0, 1], Statistics(hunt));
    }

    [Theory]
    [InlineData(HuntNeighbourhood.Orthogonal, 0)]
    [InlineData(HuntNeighbourhood.Moore, -1.5)]
    public void A_corner_counts_as_beside_only_in_the_larger_neighbourhood(HuntNeighbourhood neighbourhood, double reward)
    {
        Hunt hunt = Placed(new HuntSettings { CatchNeighbourhood = neighbourhood, Penalty = 1.5 }, 1, (1, 1), (4, 4), (2, 2));
        Assert.Equal(reward, hunt.Step(0, [Stay, Stay, Stay]).Reward);
    }

    [Fact]
    public void Catches_follow_from_the_cells_after_the_move()
    {
        Hunt hunt = Placed((1, 2), (4, 4), (2, 2));
        Assert.Equal(-0.5, hunt.Step(0, [Right, Stay, Right]).Reward);
        AssertAt(hunt, (2, 2), (4, 4), (3, 2));
    }

    [Theory]
    [InlineData(0, 0, Left)]
    [InlineData(0, 0, Up)]
    [InlineData(4, 4, Right)]
    [InlineData(4, 4, Down)]
    public void No_entity_leaves_the_grid(int x, int y, int action)
    {
        Hunt hunt = Placed((x, y), (2, 4), (2, 2));
        hunt.Step(0, [action, Stay, Stay]);
        AssertAt(hunt, (x, y), (2, 4), (2, 2));
    }

    [Fact]
    public void One_predator_beside_two_prey_pays_twice()
    {
        Hunt hunt = Placed(new HuntSettings { Predators = 4 }, 1, (3, 3), (0, 0), (0, 6), (6, 0), (2, 3), (3, 4));
        Assert.Equal(-1, hunt.Step(0, [Stay, Stay, Stay, Stay, Stay, Stay]).Reward);
    }

    [Fact]
    public void Two_prey_are_caught_in_one_step()
    {
        Hunt hunt = Placed(new HuntSettings { Predators = 4 }, 1, (0, 1), (1, 0), (5, 6), (6, 5), (1, 1), (5, 5));
        Assert.Equal(2, hunt.Step(0, [Stay, Stay, Stay, Stay, Stay, Stay]).Reward);
        Assert.Equal([2, 0], Statistics(hunt));
        Assert.NotEqual((1, 1), Places(hunt)[4]);
        Assert.NotEqual((5, 5), Places(hunt)[5]);
    }

    [Fact]
    public void The_state_is_the_row_and_column_of_every_entity() =>
        AssertClose([-0.5f, -0.5f, 0.3f, 0.3f, -0.3f, -0.1f], Placed((0, 0), (4, 4), (2, 1)).State());

    [Fact]
    public void A_predator_sees_the_distance_to_every_entity() =>
        AssertClose([-0.8f, -0.8f, 0, 0, -0.6f, -0.4f, 0.5f, 0.3f, 0.3f], Placed((0, 0), (4, 4), (2, 1)).Observations()[9..]);

    [Fact]
    public void Entities_far_away_can_be_hidden() =>
        AssertClose(
            [0, 0, 0, 0, 0, -0.4f, 0.5f, 0.3f, 0.3f],
            Placed(new HuntSettings { Observation = HuntObservation.Masked25 }, 1, (0, 0), (4, 4), (2, 1)).Observations()[9..]);

    [Fact]
    public void A_predator_can_see_the_cells_around_it_instead()
    {
        Hunt hunt = Placed(new HuntSettings { Observation = HuntObservation.Window3 }, 1, (0, 0), (4, 4), (1, 0));
        Assert.Equal([1, 1, 1, 1, 3, 5, 1, 0, 0, 0, 0, 1, 0, 3, 1, 1, 1, 1], hunt.Observations());
    }

    [Theory]
    [InlineData(2, 1, 5)]
    [InlineData(4, 2, 7)]
    public void Two_and_four_predators_hunt_as_in_the_paper(int predators, int prey, int size)
    {
        var hunt = new Hunt(new HuntSettings { Predators = predators }, 1);
        hunt.Reset(0, 1);
        Assert.Equal(2 * (predators + prey), hunt.Spec.StateSize);
        Assert.Equal((2 * (predators + prey)) + 3, hunt.Spec.ObservationSize);
        Assert.Equal(size, hunt.Draw(0).Width);
    }

    [Fact]
    public void Only_the_time_limit_ends_the_hunt()
    {
        var hunt = new Hunt(new HuntSettings(), 1);
        int steps = 0;
        RandomPlay.Play(hunt, seed: 3, int.MaxValue, result => Assert.Equal((false, ++steps == 100), (result.Terminated, result.Truncated)));
        Assert.Equal(100, steps);
    }

    // Means of the reference code over 100 episodes, and four of their standard errors.
    [Theory]
    [InlineData(2, 0.5, -10.6, 1.7)]
    [InlineData(2, 1.0, -22.4, 3.3)]
    [InlineData(2, 1.5, -34.3, 4.9)]
    [InlineData(4, 0.5, -21.1, 2.4)]
    [InlineData(4, 1.0, -45.4, 4.8)]
    [InlineData(4, 1.5, -69.6, 7.2)]
    public void Predators_that_move_at_random_lose_as_much_as_in_the_reference(int predators, double penalty, double score, double within)
    {
        var hunt = new Hunt(new HuntSettings { Predators = predators, Penalty = penalty }, 1);
        (double mean, _) = RandomPlay.Returns(hunt, 2_000);
        Assert.InRange(mean, score - within, score + within);
    }

    [Fact]
    public void No_two_entities_are_ever_in_the_same_cell_and_rewards_keep_their_bounds()
    {
        var hunt = new Hunt(new HuntSettings { Predators = 4, Prey = 3, Size = 4, Penalty = 1 }, 1);
        for (ulong seed = 0; seed < 50; seed++)
        {
            RandomPlay.Play(hunt, seed, int.MaxValue, result =>
            {
                Assert.Equal(7, Places(hunt).Distinct().Count());
                Assert.InRange(result.Reward, -3, 3);
            });
        }
    }

    [Theory]
    [InlineData(HuntObservation.Masked25, HuntNeighbourhood.Moore, 3)]
    [InlineData(HuntObservation.Window3, HuntNeighbourhood.Orthogonal, 16)]
    public void Every_variant_keeps_the_rules_of_the_contract(HuntObservation observation, HuntNeighbourhood neighbourhood, int predators)
    {
        HuntSettings settings = new()
        {
            Predators = predators,
            Prey = 16,
            Size = 6,
            Observation = observation,
            CatchNeighbourhood = neighbourhood,
            EpisodeLimit = 30,
        };

        EnvironmentChecker.Check(count => new Hunt(settings, count)).ThrowIfAny();
    }

    [Fact]
    public void A_grid_that_is_too_small_is_refused() =>
        Assert.Equal(
            "env.size is 2; it must be larger: 3 predators, 1 prey and a cell to flee to must find room",
            Assert.Throws<UserErrorException>(() => new Hunt(new HuntSettings { Predators = 3, Size = 2 }, 1)).Message);

    private static Hunt Placed(params ReadOnlySpan<(int X, int Y)> places) => Placed(new HuntSettings(), 1, places);

    private static Hunt Placed(HuntSettings settings, ulong seed, params ReadOnlySpan<(int X, int Y)> places)
    {
        var hunt = new Hunt(settings, 1);
        hunt.Reset(0, seed);
        hunt.Place(0, places);
        return hunt;
    }

    private static void AssertAt(Hunt hunt, params (int X, int Y)[] places) => Assert.Equal(places, Places(hunt));

    private static (int X, int Y)[] Places(Hunt hunt) => [.. hunt.Draw(0).Items.Select(item => ((int)item.X, (int)item.Y))];

    private static float[] Statistics(Hunt hunt)
    {
        float[] statistics = new float[2];
        hunt.WriteStatistics([0], statistics);
        return statistics;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
