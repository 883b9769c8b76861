using Phalanx.Learning.Losses;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Shards;

public class ReturnsTests
{
    [Fact]
    public void Lambda_returns_have_the_values_computed_by_hand()
    {
        AssertClose([3.516976, 2.178, 2.0], Lambda([Ended], 0.8));
        AssertClose([7.86391552, 7.66656, 8.93], Lambda([CutOff], 0.8));
    }

    [Fact]
    public void Lambda_0_is_the_one_step_target_and_lambda_1_the_bootstrapped_return()
    {
        AssertClose([1 + (0.99 * 4), 0.99 * 3, 2], Lambda([Ended], 0));
        AssertClose([1 + (0.99 * 4), 0.99 * 3, 2 + (0.99 * 7)], Lambda([CutOff], 0));
        AssertClose([1 + (0.99 * 0.99 * 2), 0.99 * 2, 2], Lambda([Ended], 1));
        double last = 2 + (0.99 * 7);
        AssertClose([1 + (0.99 * 0.99 * last), 0.99 * last, last], Lambda([CutOff], 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.8)]
    [InlineData(1)]
    public void The_returns_of_an_episode_do_not_depend_on_other_episodes_or_padding(double lambda)
    {
        // The longer neighbour and the values in the padding must not matter.
        Episode[] together = [Short, Ended, CutOff, Short with { Terminated = false }];
        double[] all = Lambda(together, lambda);
        for (int i = 0; i < together.Length; i++)
        {
            double[] expected = [.. Lambda([together[i]], lambda), .. new double[3 - together[i].Rewards.Length]];
            AssertClose(expected, [all[i], all[4 + i], all[8 + i]]);
        }
    }

    [Fact]
    public void The_return_of_a_terminal_step_is_its_reward_alone()
    {
        foreach (double lambda in (double[])[0, 0.5, 1])
        {
            Assert.Equal(2, Lambda([Ended], lambda)[2]);
            Assert.Equal(-4, Lambda([Short], lambda)[0]);
        }
    }

    [Fact]
    public void N_step_returns_are_shortened_at_the_end_of_an_episode()
    {
        const double g = 0.99;
        AssertClose([1 + (g * g * 3), (g * 2) + (g * g * 7), 2 + (g * 7)], NStep([CutOff], 2));
        AssertClose([1 + (g * g * 3), g * 2, 2], NStep([Ended], 2));
        AssertClose(Lambda([CutOff], 0), NStep([CutOff], 1));
        AssertClose(Lambda([CutOff], 1), NStep([CutOff], 3));
        AssertClose(Lambda([CutOff], 1), NStep([CutOff], 50));
        double[] together = NStep([Short, CutOff], 2);
        AssertClose([-4, 0, 0], [together[0], together[2], together[4]]);
        AssertClose(NStep([CutOff], 2), [together[1], together[3], together[5]]);
    }

    [Fact]
    public void Elements_of_an_episode_have_returns_of_their_own()
    {
        var tape = new Tape<double>();
        Shard<double> shard = ShardOf(tape, [CutOff, Ended]);
        Tensor<double> next = tape.Arena.Rent((3, 4));
        for (int i = 0; i < 3; i++)
        {
            double[] bootstrap = [CutOff.Next[i], 0, 100, 10 * Ended.Next[i]];
            bootstrap.CopyTo(next.Span.Slice(i * 4, 4));
        }

        double[] lambda = shard.Lambda(tape, next, 2, 0.99, 0.8).Span.ToArray();
        AssertClose(Lambda([CutOff], 0.8), [lambda[0], lambda[4], lambda[8]]);
        AssertClose(Lambda([CutOff with { Next = [0, 0, 0] }], 0.8), [lambda[1], lambda[5], lambda[9]]);
        AssertClose(Lambda([Ended with { Next = [40, 30, 70] }], 0.8), [lambda[3], lambda[7], lambda[11]]);
        double[] steps = shard.NStep(tape, next, 2, 0.99, 2).Span.ToArray();
        AssertClose(NStep([CutOff], 2), [steps[0], steps[4], steps[8]]);
    }

    [Fact]
    public void Returns_need_no_last_slot_when_no_episode_bootstraps_from_it()
    {
        var tape = new Tape<double>();
        Shard<double> shard = ShardOf(tape, [Ended], slots: 3);
        double[] actual = shard.Lambda(tape, tape.Arena.RentCopy((2, 1), [4.0, 3.0]), 1, 0.99, 0.8).Span.ToArray();
        AssertClose([3.516976, 2.178, 2.0], actual);
        Assert.Throws<ArgumentException>(() => shard.Lambda(tape, tape.Arena.RentCopy((3, 1), [4.0, 3.0, 7.0]), 1, 0.99, 0.8));
    }

    [Fact]
    public void Returns_need_no_bootstrap_values_where_every_episode_ends_with_its_first_step()
    {
        var tape = new Tape<double>();
        Shard<double> shard = ShardOf(tape, [Short, Short with { Rewards = [2] }], slots: 1);
        Assert.False(shard.Bootstraps);
        foreach (int steps in (int[])[1, 3])
        {
            AssertClose([-4, -4, 2, 2], shard.Targets(tape, next: null, 2, new() { NStep = steps, TdLambda = 0.5 }).Span.ToArray());
        }

        Shard<double> longer = ShardOf(tape, [CutOff]);
        Assert.True(longer.Bootstraps);
        Assert.Throws<ArgumentException>(() => longer.Targets(tape, next: null, 1, new()));
    }

    // Bootstrap values of slots 1 to 3; slot 0 is not used.
    private static Episode Ended { get; } = new([1, 0, 2], [4, 3, 7], Terminated: true);

    private static Episode CutOff { get; } = new([1, 0, 2], [4, 3, 7], Terminated: false);

    private static Episode Short { get; } = new([-4], [6, 1e9, 1e9], Terminated: true);

    private static double[] Lambda(Episode[] episodes, double lambda)
    {
        var tape = new Tape<double>();
        return ShardOf(tape, episodes).Lambda(tape, Next(tape, episodes), 1, 0.99, lambda).Span.ToArray();
    }

    private static double[] NStep(Episode[] episodes, int n)
    {
        var tape = new Tape<double>();
        return ShardOf(tape, episodes).NStep(tape, Next(tape, episodes), 1, 0.99, n).Span.ToArray();
    }

    private static int Steps(Episode[] episodes) => episodes.Max(episode => episode.Rewards.Length);

    private static Tensor<double> Next(Tape<double> tape, Episode[] episodes)
    {
        Tensor<double> next = tape.Arena.Rent((Steps(episodes), episodes.Length));
        for (int i = 0; i < next.Count; i++)
        {
            next.Span[i] = episodes[i % episodes.Length].Next[i / episodes.Length];
        }

        return next;
    }

    private static Shard<double> ShardOf(Tape<double> tape, Episode[] episodes, int? slots = null)
    {
        int steps = Steps(episodes);
        Tensor<double> rewards = tape.Arena.RentZeroed((steps, episodes.Length));
        Tensor<double> terminated = tape.Arena.RentZeroed((steps, episodes.Length));
        Tensor<double> mask = tape.Arena.RentZeroed((steps, episodes.Length));
        Tensor<int> lengths = tape.Indices.Rent(episodes.Length);
        for (int i = 0; i < episodes.Length; i++)
        {
            int length = lengths.Span[i] = episodes[i].Rewards.Length;
            for (int t = 0; t < length; t++)
            {
                rewards.Span[(t * episodes.Length) + i] = episodes[i].Rewards[t];
                mask.Span[(t * episodes.Length) + i] = 1;
            }

            terminated.Span[((length - 1) * episodes.Length) + i] = episodes[i].Terminated ? 1 : 0;
        }

        return new Shard<double>
        {
            Team = new TeamShape(1, 1, 1, 1),
            Episodes = episodes.Length,
            Steps = steps,
            Slots = slots ?? steps + 1,
            BatchTransitions = episodes.Sum(episode => episode.Rewards.Length),
            Observations = default,
            States = default,
            Available = default,
            Actions = default,
            LastActions = default,
            AgentIds = default,
            Rewards = rewards,
            Terminated = terminated,
            Mask = mask,
            Lengths = lengths,
        };
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }

    private sealed record Episode(double[] Rewards, double[] Next, bool Terminated);
}
