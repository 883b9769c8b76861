using Phalanx.Environments.Particles;

namespace Phalanx.Environments.Tests.Particles;

public sealed class ParticleSpreadTests
{
    private const int None = 0;
    private const int Left = 1;
    private const int Right = 2;
    private const int Down = 3;
    private const int Up = 4;

    /// <summary>Three agents on three landmarks, far from each other.</summary>
    private static readonly (double, double)[] Covered = [(0, 0), (1, 0), (0, 1), (0, 0), (1, 0), (0, 1)];

    [Fact]
    public void A_push_speeds_an_agent_up_against_the_damping()
    {
        ParticleSpread game = Game(new(), [(0, 0), (5, 5), (-5, 5)]);
        double[] x = [0.05, 0.1375, 0.253125];
        double[] speed = [0.5, 0.875, 1.15625];
        for (int step = 0; step < 3; step++)
        {
            game.Step(Right, None, None);

            Assert.Equal(x[step], game.PositionOf(0, 0).X, 12);
            Assert.Equal(speed[step], game.VelocityOf(0, 0).X, 12);
        }

        Assert.Equal((5.0, 5.0), game.PositionOf(0, 1));
    }

    [Theory]
    [InlineData(Left, -0.5, 0)]
    [InlineData(Right, 0.5, 0)]
    [InlineData(Down, 0, -0.5)]
    [InlineData(Up, 0, 0.5)]
    public void Each_action_has_its_direction(int action, double x, double y)
    {
        ParticleSpread game = Game(new(), Covered);

        game.Step(None, action, None);

        Assert.Equal((x, y), game.VelocityOf(0, 1));
    }

    [Fact]
    public void Overlapping_agents_push_each_other_away()
    {
        ParticleSpread game = Game(new(), [(0, 0), (0.2, 0), (5, 5)]);

        game.Step(None, None, None);

        Assert.Equal((-1, 1), (Math.Round(game.VelocityOf(0, 0).X, 9), Math.Round(game.VelocityOf(0, 1).X, 9)));
        Assert.Equal((-0.1, 0.3), (Math.Round(game.PositionOf(0, 0).X, 9), Math.Round(game.PositionOf(0, 1).X, 9)));
    }

    [Fact]
    public void Agents_that_just_touch_push_a_little()
    {
        ParticleSpread game = Game(new(), [(0, 0), (0.3, 0), (5, 5)]);

        game.Step(None, None, None);

        Assert.Equal(-0.1 * 100 * 0.001 * Math.Log(2), game.VelocityOf(0, 0).X, 9);
        Assert.Equal(0, game.VelocityOf(0, 0).X + game.VelocityOf(0, 1).X);
    }

    [Fact]
    public void Agents_in_one_place_do_not_push_and_landmarks_never_do()
    {
        ParticleSpread game = Game(new(), [(0, 0), (0, 0), (0, 0.5), (0, 0.5), (0, 0.45), (0, 0)]);

        game.Step(None, None, None);

        Assert.Equal(((0.0, 0.0), (0.0, 0.0)), (game.PositionOf(0, 0), game.PositionOf(0, 1)));
        Assert.Equal((0.0, 0.5), game.PositionOf(0, 2));
        Assert.Equal((0.0, 0.45), game.PositionOf(0, 4));
    }

    [Theory]
    [InlineData(SpreadReward.PettingZooSum, 0)]
    [InlineData(SpreadReward.PettingZooMean, 0)]
    [InlineData(SpreadReward.OpenAi, -3)]
    public void A_team_that_covers_all_landmarks_earns_the_highest_reward(SpreadReward mode, double reward) =>
        Assert.Equal(new StepResult(reward), Game(new() { RewardMode = mode }, Covered).Step(None, None, None));

    /// <summary>All in one place, landmarks as well: each of three collides with two, and no agent pushes.</summary>
    [Theory]
    [InlineData(SpreadReward.PettingZooSum, 0.5, -3)]
    [InlineData(SpreadReward.PettingZooSum, 1, -6)]
    [InlineData(SpreadReward.PettingZooMean, 0.5, -1)]
    [InlineData(SpreadReward.OpenAi, 0.5, -9)]
    public void Every_collision_lowers_the_reward(SpreadReward mode, double ratio, double reward) =>
        Assert.Equal(reward, Game(new() { RewardMode = mode, LocalRatio = ratio }, new (double, double)[6]).Step(None, None, None).Reward);

    [Theory]
    [InlineData(SpreadReward.PettingZooSum, 0.5, -3)]
    [InlineData(SpreadReward.PettingZooSum, 0, -6)]
    [InlineData(SpreadReward.PettingZooMean, 0.5, -1)]
    [InlineData(SpreadReward.OpenAi, 0.5, -9)]
    public void A_landmark_costs_its_distance_to_the_closest_agent(SpreadReward mode, double ratio, double reward)
    {
        ParticleSpread game = Game(new() { RewardMode = mode, LocalRatio = ratio }, [(0, 0), (3, 0), (0, 3), (0, 0), (1, 0), (0, 1)]);

        Assert.Equal(reward, game.Step(None, None, None).Reward);
    }

    [Fact]
    public void Agents_see_everything_from_where_they_are()
    {
        ParticleSpread game = Game(new(), [(0, 0), (1, 2), (-1, 0.5), (0.5, 0.5), (-0.5, 0), (2, 2)]);
        Assert.Equal((18, 54), (game.Spec.ObservationSize, game.Spec.StateSize));

        Assert.Equal([0, 0, 1, 2, -0.5f, -1.5f, -1.5f, -2, 1, 0, -1, -2, -2, -1.5f, 0, 0, 0, 0], game.Observations()[18..36]);
        Assert.Equal(game.Observations(), game.State());

        game.Step(None, Right, None);
        Assert.Equal([0.5f, 0, 1.05f, 2], game.Observations()[18..22]);
    }

    [Fact]
    public void At_the_start_everything_is_at_rest_in_the_square_and_messages_are_zero()
    {
        ParticleSpread game = new(new(), 1);
        for (ulong seed = 0; seed < 200; seed++)
        {
            game.Reset(0, seed);
            float[] seen = game.Observations()[..18];

            Assert.Equal([0, 0], seen[..2]);
            Assert.Equal([0, 0, 0, 0], seen[14..]);
            for (int thing = 0; thing < 6; thing++)
            {
                Assert.InRange(game.PositionOf(0, thing).X, -1, 1);
                Assert.InRange(game.PositionOf(0, thing).Y, -1, 1);
            }
        }
    }

    [Fact]
    public void The_limit_truncates_an_unfinished_episode()
    {
        ParticleSpread game = Game(new(), Covered);
        for (int step = 1; step < 25; step++)
        {
            Assert.False(game.Step(None, None, None).Ended);
        }

        Assert.Equal(new StepResult(0, Truncated: true), game.Step(None, None, None));
    }

    [Fact]
    public void The_statistic_counts_pairs_that_collide()
    {
        ParticleSpread game = Game(new(), new (double, double)[6]);
        float[] collisions = new float[1];

        game.Step(None, None, None);
        game.Step(None, None, None);
        game.WriteStatistics([0], collisions);

        Assert.Equal(6, collisions[0]);
    }

    [Fact]
    public void Every_variant_keeps_the_rules_of_the_contract() =>
        EnvironmentChecker.Check(count => new ParticleSpread(new() { Agents = 5, RewardMode = SpreadReward.OpenAi }, count)).ThrowIfAny();

    private static ParticleSpread Game(SpreadSettings settings, (double, double)[] positions)
    {
        ParticleSpread game = new(settings, 1);
        game.Reset(0, 1);
        game.Place(0, positions);
        return game;
    }
}
