using Phalanx.Environments.Particles;

namespace Phalanx.Environments.Tests.Particles;

/// <summary>What holds in whole episodes of <c>mpe/spread</c>, and what known teams earn.</summary>
public sealed class ParticleSpreadPlayTests
{
    private static readonly (int One, int Other)[] Pairs = [(0, 1), (0, 2), (1, 2)];

    private static readonly int[][] Assignments = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    /// <summary>Means and deviations of 200 episodes of the Python implementation.</summary>
    [Theory]
    [InlineData(SpreadReward.PettingZooSum, -75.2, 22)]
    [InlineData(SpreadReward.OpenAi, -225.5, 44)]
    public void Random_play_earns_what_it_earns_in_the_reference(SpreadReward mode, double expected, double deviation)
    {
        (double mean, _) = RandomPlay.Returns(new ParticleSpread(new() { RewardMode = mode }, 1), episodes: 4000);

        Assert.InRange(mean, expected - (3 * deviation / Math.Sqrt(200)), expected + (3 * deviation / Math.Sqrt(200)));
    }

    /// <summary>
    /// Each agent goes to the landmark that the shortest assignment gives it, by the push that brings it closest in the next step. That
    /// returned -20.2, deviation 7.8, in 200 episodes of the Python implementation.
    /// </summary>
    [Fact]
    public void A_team_that_shares_the_landmarks_out_earns_what_it_earns_in_the_reference()
    {
        const int Episodes = 2000;
        ParticleSpread game = new(new(), 1);
        double sum = 0;
        for (ulong seed = 0; seed < Episodes; seed++)
        {
            game.Reset(0, seed);
            int[] landmarks = Assignments.MinBy(assigned => Enumerable.Range(0, 3).Sum(agent => Distance(game, agent, 3 + assigned[agent])))!;
            for (int step = 0; step < 25; step++)
            {
                sum += game.Step([.. Enumerable.Range(0, 3).Select(agent => PushTo(game, agent, 3 + landmarks[agent]))]).Reward;
            }
        }

        Assert.InRange(sum / Episodes, -20.2 - (3 * 7.8 / Math.Sqrt(200)), -20.2 + (3 * 7.8 / Math.Sqrt(200)));
    }

    [Fact]
    public void Rewards_follow_from_where_everything_is_and_are_never_above_zero()
    {
        ParticleSpread game = new(new(), 1);
        int touched = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            RandomPlay.Play(game, seed, int.MaxValue, result =>
            {
                double uncovered = Enumerable.Range(3, 3).Sum(landmark => Enumerable.Range(0, 3).Min(agent => Distance(game, agent, landmark)));
                int pairs = Pairs.Count(pair => Distance(game, pair.One, pair.Other) < 0.3);
                Assert.Equal((-1.5 * uncovered) - pairs, result.Reward, 9);
                Assert.InRange(result.Reward, double.NegativeInfinity, 0);
                touched += pairs;
            });
        }

        Assert.True(touched > 0);
    }

    [Fact]
    public void Momentum_changes_by_pushes_and_damping_alone()
    {
        ParticleSpread game = new(new() { Agents = 6 }, 1);
        for (ulong seed = 0; seed < 20; seed++)
        {
            game.Reset(0, seed);
            double momentum = 0;
            for (int step = 0; step < 20; step++)
            {
                game.Step(2, 0, 0, 0, 0, 0);
                momentum = (0.75 * momentum) + 0.5;
                Assert.Equal(momentum, Enumerable.Range(0, 6).Sum(agent => game.VelocityOf(0, agent).X), 9);
                Assert.Equal(0, Enumerable.Range(0, 6).Sum(agent => game.VelocityOf(0, agent).Y), 9);
            }
        }
    }

    private static double Distance(ParticleSpread game, int one, int other)
    {
        ((double x, double y), (double toX, double toY)) = (game.PositionOf(0, one), game.PositionOf(0, other));
        return Math.Sqrt(Math.Pow(x - toX, 2) + Math.Pow(y - toY, 2));
    }

    /// <summary>The action after which an agent that no other pushes is closest to a landmark.</summary>
    private static int PushTo(ParticleSpread game, int agent, int landmark)
    {
        ((double x, double y), (double toX, double toY)) = (game.PositionOf(0, agent), game.PositionOf(0, landmark));
        (double speedX, double speedY) = game.VelocityOf(0, agent);
        (double X, double Y)[] pushes = [(0, 0), (-0.5, 0), (0.5, 0), (0, -0.5), (0, 0.5)];
        return Enumerable.Range(0, pushes.Length).MinBy(action =>
            Math.Pow(x + (0.1 * ((0.75 * speedX) + pushes[action].X)) - toX, 2) + Math.Pow(y + (0.1 * ((0.75 * speedY) + pushes[action].Y)) - toY, 2));
    }
}
