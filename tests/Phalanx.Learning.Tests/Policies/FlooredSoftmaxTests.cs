using Phalanx.Foundation;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Policies;

public class FlooredSoftmaxTests
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("test of a soft-max");

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void The_floored_softmax_draws_actions_with_the_probabilities_that_losses_compute(double floor)
    {
        const int Draws = 20_000;
        using var team = new CorridorTeam("masac");
        ReplayShards shards = CorridorTeam.Shards(team.Played(8), batch: 4, rows: int.MaxValue);
        shards.Sample(1, 0, new RunProgress(0, floor));
        var tape = new Tape<float>();
        Shard<float> shard = shards.Fill(0, tape);
        Tensor<float> logits = tape.Arena.Rent((1, shard.Rows, shard.Team.Actions));
        for (int i = 0; i < logits.Count; i++)
        {
            logits.Span[i] = 2 * MathF.Sin(i + 1);
        }

        float[] likely = shard.FlooredSoftmax(tape.Constant(logits)).Value.Span.ToArray();
        var stream = new RandomStream(8, Purpose, 0);
        var rule = new FlooredSoftmax();
        int closed = 0;
        for (int row = 0; row < shard.Rows; row++)
        {
            int first = row * shard.Team.Actions;
            bool[] available = [.. shard.Available.Span.Slice(first, shard.Team.Actions).ToArray().Select(open => open == 1)];
            closed += available.Count(open => !open);
            int[] counts = new int[available.Length];
            for (int draw = 0; draw < Draws; draw++)
            {
                counts[rule.Choose(logits.Span.Slice(first, available.Length), available, shard.Progress, ref stream)]++;
            }

            for (int action = 0; action < available.Length; action++)
            {
                double expected = likely[first + action];
                double deviation = Math.Sqrt(expected * (1 - expected) / Draws);
                Assert.InRange((counts[action] / (double)Draws) - expected, -(4.5 * deviation) - 1e-6, (4.5 * deviation) + 1e-6);
                Assert.True(available[action] || counts[action] == 0);
            }
        }

        Assert.NotEqual(0, closed);
    }

    [Fact]
    public void The_floored_softmax_takes_the_most_likely_available_action_in_a_test()
    {
        var stream = new RandomStream(8, Purpose, 1);
        Assert.Equal(2, new FlooredSoftmax().Choose([5, 1, 3, 2], [false, true, true, true], RunProgress.Test(), ref stream));
        Assert.Equal(0ul, (ulong)stream.Position);
    }
}
