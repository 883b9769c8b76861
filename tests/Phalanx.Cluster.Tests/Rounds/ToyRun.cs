using System.Collections.Immutable;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Rounds;
using Phalanx.Environments;
using Phalanx.Learning;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cluster.Tests.Rounds;

/// <summary>A small run, of which one round is played, and the episodes of it as they would come from another machine.</summary>
internal sealed class ToyRun : IDisposable
{
    public const int Episodes = 6;

    public static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    public static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    private readonly WorkerPool _workers = new(1);
    private readonly Rollout _rollout;
    private readonly EpisodeRecorder _played;

    public ToyRun(string environment = "matrix/two-step", params string[] set)
    {
        Problem = new LearningProblem(Settings("vdn", environment, ["agent.hidden=8", .. set]), Environments, Algorithms);
        foreach (ParameterGroup<float> group in Problem.Algorithm.Groups)
        {
            group.Initialise(3);
        }

        Weights = Problem.ActingWeights();
        Codec = new EpisodeRecord(Problem.Layout);
        _played = new EpisodeRecorder(Problem.Layout, Episodes);
        _rollout = new Rollout(Problem.Environments(Episodes), Problem.Policy, _workers);
        Round = new Round(7, RoundPurpose.Training, 100, Episodes, new RunProgress(0, 0.5));
        _rollout.Play(Round, _played);
        Recorder = new EpisodeRecorder(Problem.Layout, Episodes);
        Recorder.BeginRound();
    }

    public LearningProblem Problem { get; }

    public ActingWeights Weights { get; }

    public EpisodeRecord Codec { get; }

    public Round Round { get; }

    /// <summary>Where a board writes the round.</summary>
    public EpisodeRecorder Recorder { get; }

    public EpisodeResult[] Results { get; } = new EpisodeResult[Episodes];

    public static RunSettings Settings(string algorithm, string environment, IReadOnlyList<string> set) =>
        new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf).Resolve(new RunRequest { Algorithm = algorithm, Environment = environment, Set = set }).Run;

    public RoundTarget Target(long id, bool recorded = true) => new(
        id, Round, recorded ? Recorder : null, Codec, Problem.Layout.EpisodeLimit, Results, new float[Episodes * Problem.Spec.Statistics.Count]);

    /// <summary>An episode as a machine delivers it.</summary>
    public EpisodeDelivery Delivery(string worker, long round, int place)
    {
        EpisodeResult result = _rollout.Results[place];
        byte[] record = Record(place);
        ImmutableArray<float> statistics = [.. Enumerable.Range(0, Problem.Spec.Statistics.Count).Select(i => _rollout.Statistic(place, i))];
        return new EpisodeDelivery(worker, round, place, result.Return, result.Length, statistics, record.Length, 0, new Payload(record));
    }

    public byte[] Record(int place)
    {
        byte[] record = new byte[Codec.BytesOf(_played[place].Length)];
        Codec.Write(_played[place], Round.FirstEpisode + place, record);
        return record;
    }

    /// <summary>Whether an episode was written down as it was played.</summary>
    public bool IsWritten(int place) => Recorder[place].IsComplete && Codec.IsOf(Record(place), Round.FirstEpisode + place, Recorder[place]) && Results[place] == _rollout.Results[place];

    public void Dispose()
    {
        _rollout.Dispose();
        _workers.Dispose();
        Problem.Dispose();
    }
}
