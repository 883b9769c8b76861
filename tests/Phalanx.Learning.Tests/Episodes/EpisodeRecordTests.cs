using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Episodes;

public sealed class EpisodeRecordTests : IDisposable
{
    private readonly LearningProblem _problem = RolledOut.Problem();
    private readonly EpisodeRecorder _played;
    private readonly EpisodeRecord _codec;

    public EpisodeRecordTests()
    {
        _codec = new EpisodeRecord(_problem.Layout);
        _played = RolledOut.Play(_problem, 3, out _);
    }

    public void Dispose() => _problem.Dispose();

    [Fact]
    public void A_record_is_that_of_the_segment_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var replay = new EpisodeReplay(_problem.Layout, 3);
        replay.Add(_played);
        ReplayMark mark = new EpisodeSegments(folder["replay"], _problem.Layout).Save(replay);
        byte[] segment = File.ReadAllBytes(folder[$"replay/{mark.Segments[0].File}"]);
        byte[] records = [.. Record(0), .. Record(1), .. Record(2)];
        Assert.Equal(records, segment[^records.Length..]);
    }

    [Fact]
    public void An_episode_comes_as_it_went()
    {
        var read = new EpisodeWriter(_problem.Layout);
        _codec.Read(Record(1), 1, read);
        Assert.True(read.IsComplete);
        Assert.Equal(_played[1].Length, read.Length);
        Assert.True(_codec.IsOf(Record(1), 1, read));
        Assert.False(_codec.IsOf(Record(1), 2, read));
        Assert.False(_codec.IsOf(Record(0), 1, read));
    }

    [Fact]
    public void Any_bit_that_differs_is_found_and_any_bytes_are_an_episode_or_refused()
    {
        byte[] record = Record(0);
        var read = new EpisodeWriter(_problem.Layout);
        for (int place = 0; place < record.Length; place += 7)
        {
            byte[] damaged = [.. record];
            damaged[place] ^= (byte)(1 << (place % 8));
            Assert.Throws<InvalidDataException>(() => _codec.Read(damaged, 0, read));
            Assert.False(read.IsComplete);
            Assert.False(_codec.IsOf(damaged, 0, _played[0]));
        }

        for (int length = 0; length < record.Length; length += 11)
        {
            Assert.Throws<InvalidDataException>(() => _codec.Read(record.AsSpan(0, length), 0, read));
        }

        Assert.Throws<InvalidDataException>(() => _codec.Read([.. record, 0], 0, read));
        Assert.Throws<InvalidDataException>(() => _codec.Read(record, 1, read));
    }

    [Fact]
    public void A_record_of_another_layout_is_refused()
    {
        EpisodeLayout other = _problem.Layout with { HalfPrecision = true };
        Assert.NotEqual(_codec.Description, new EpisodeRecord(other).Description);
        Assert.Throws<InvalidDataException>(() => new EpisodeRecord(other).Read(Record(0), 0, new EpisodeWriter(other)));
        Assert.Throws<ArgumentException>(() => _codec.Read(Record(0), 0, new EpisodeWriter(other)));
    }

    private byte[] Record(int episode)
    {
        byte[] record = new byte[_codec.BytesOf(_played[episode].Length)];
        _codec.Write(_played[episode], episode, record);
        return record;
    }
}

/// <summary>Episodes of a small problem.</summary>
internal static class RolledOut
{
    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    public static LearningProblem Problem(ulong seed = 5)
    {
        RunSettings settings = new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf)
            .Resolve(new RunRequest { Algorithm = "qmix", Environment = "battle/3m", Set = ["agent.hidden=8"] }).Run;
        var problem = new LearningProblem(settings, Environments, Algorithms);
        foreach (ParameterGroup<float> group in problem.Algorithm.Groups)
        {
            group.Initialise(seed);
        }

        return problem;
    }

    public static Round RoundOf(int episodes) => new(9, RoundPurpose.Training, 0, episodes, new RunProgress(0, 0.3));

    public static EpisodeRecorder Play(LearningProblem problem, int episodes, out EpisodeResult[] results)
    {
        using var workers = new WorkerPool(1);
        using var rollout = new Rollout(problem.Environments(episodes), problem.Policy, workers);
        var recorder = new EpisodeRecorder(problem.Layout, episodes);
        rollout.Play(RoundOf(episodes), recorder);
        results = rollout.Results.ToArray();
        return recorder;
    }
}
