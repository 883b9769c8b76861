using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Tests.Episodes;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Rollouts;

/// <summary>A round in any parts, by any groups: the same episodes.</summary>
public sealed class RolloutPartsTests : IDisposable
{
    private const int Episodes = 11;

    private readonly LearningProblem _problem = RolledOut.Problem();
    private readonly WorkerPool _workers = new(2);

    public void Dispose()
    {
        _workers.Dispose();
        _problem.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public void A_round_comes_out_the_same_with_groups_of_any_size(int groupSize)
    {
        EpisodeRecorder expected = RolledOut.Play(_problem, Episodes, out EpisodeResult[] results);
        using var rollout = new Rollout(_problem.Environments(Episodes), _problem.Policy, _workers, groupSize);
        var recorder = new EpisodeRecorder(_problem.Layout, Episodes);
        rollout.Play(RolledOut.RoundOf(Episodes), recorder);
        Assert.Equal(results, rollout.Results);
        AssertSame(expected, recorder);
    }

    [Fact]
    public void Parts_that_groups_play_one_after_the_other_make_the_round()
    {
        EpisodeRecorder expected = RolledOut.Play(_problem, Episodes, out EpisodeResult[] results);
        using var rollout = new Rollout(_problem.Environments(8), _problem.Policy, _workers, 4);
        var recorder = new EpisodeRecorder(_problem.Layout, Episodes);
        recorder.BeginRound();
        var played = new EpisodeResult[Episodes];
        float[] statistics = new float[Episodes * _problem.Spec.Statistics.Count];
        int width = _problem.Spec.Statistics.Count;
        foreach ((int group, int place, int count) in new[] { (1, 7, 4), (0, 0, 3), (1, 3, 1), (0, 4, 3), (1, 7, 4) })
        {
            rollout.PlayPart(
                group, RolledOut.RoundOf(Episodes), place, recorder, null, played.AsSpan(place, count), statistics.AsSpan(place * width, count * width));
        }

        Assert.Equal(results, played);
        AssertSame(expected, recorder);
        Assert.Throws<ArgumentOutOfRangeException>(() => rollout.PlayPart(0, RolledOut.RoundOf(Episodes), 0, null, null, new EpisodeResult[5], statistics));
    }

    [Fact]
    public void A_part_of_a_round_is_a_round_of_its_own_with_the_same_episodes_and_attempts()
    {
        Round round = RolledOut.RoundOf(6) with { Attempts = [0, 1, 2, 3, 4, 5] };
        Round part = round.Part(2, 3);
        Assert.Equal((2, 3), (part.FirstEpisode, part.Episodes));
        Assert.Equal([2, 3, 4], part.Attempts!);
        Assert.Equal(round.SeedOf(3), part.SeedOf(1));
        Assert.Null(RolledOut.RoundOf(6).Part(1, 1).Attempts);
    }

    [Fact]
    public void Purposes_are_found_by_their_names()
    {
        Assert.Same(RoundPurpose.Training, RoundPurpose.Find(RoundPurpose.Training.Name));
        Assert.Same(RoundPurpose.Evaluation, RoundPurpose.Find(RoundPurpose.Evaluation.Name));
        Assert.Null(RoundPurpose.Find("fun"));
    }

    private void AssertSame(EpisodeRecorder expected, EpisodeRecorder actual)
    {
        var codec = new EpisodeRecord(_problem.Layout);
        for (int episode = 0; episode < Episodes; episode++)
        {
            byte[] record = new byte[codec.BytesOf(expected[episode].Length)];
            codec.Write(expected[episode], episode, record);
            Assert.True(codec.IsOf(record, episode, actual[episode]), $"episode {episode} differs");
        }
    }
}
