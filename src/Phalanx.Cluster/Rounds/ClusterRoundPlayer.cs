using System.Diagnostics;
using Phalanx.Environments;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// Plays rounds on this machine and on all that have joined. An episode follows from its address and the weights, so the result is that of this machine
/// alone, bit for bit. While no other machine is there a round is played as without a cluster. Episodes that are watched are played here.
/// </summary>
public sealed class ClusterRoundPlayer : IRoundPlayer
{
    private const int LargestGroup = 16;
    private const int ChunksOfSlot = 4;

    private readonly RoundBoard _board;
    private readonly RoundMeter _meter;
    private readonly WorkerPool _workers;
    private readonly ActingWeights _weights;
    private readonly EpisodeRecord _codec;
    private readonly Rollout _home;
    private readonly ChunkTimes _times = new();
    private readonly EpisodeResult[] _results;
    private readonly float[] _statistics;
    private readonly EpisodeLayout _layout;
    private readonly int _width;
    private int _episodes;
    private bool _together;

    internal ClusterRoundPlayer(RoundBoard board, RoundMeter meter, LearningProblem problem, int episodes, WorkerPool workers)
    {
        (_board, _meter, _workers) = (board, meter, workers);
        (_weights, _layout) = (problem.ActingWeights(), problem.Layout);
        _codec = new EpisodeRecord(_layout);
        _width = problem.Spec.Statistics.Count;
        IEnvironmentBatch environments = problem.Environments(episodes);
        int group = Math.Clamp((environments.Count + workers.Workers - 1) / workers.Workers, 1, LargestGroup);
        _home = new Rollout(environments, problem.Policy, workers, group);
        _results = new EpisodeResult[_home.Capacity];
        _statistics = new float[_home.Capacity * _width];
    }

    /// <inheritdoc/>
    public int Capacity => _home.Capacity;

    /// <inheritdoc/>
    public ReadOnlySpan<EpisodeResult> Results => _together ? _results.AsSpan(0, _episodes) : _home.Results;

    private int HomeSlots => Math.Min(_workers.Workers, _home.Groups);

    /// <inheritdoc/>
    public float Statistic(int episode, int statistic) => _together ? _statistics[(episode * _width) + statistic] : _home.Statistic(episode, statistic);

    /// <inheritdoc/>
    /// <exception cref="DifferentEpisodeException">An episode came back different from two machines.</exception>
    public void Play(Round round, EpisodeRecorder? recorder = null, IFrameWatcher? watcher = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(round.Episodes, Capacity);
        long begun = Stopwatch.GetTimestamp();
        int slots = _board.Slots;
        bool foreign = recorder is { FirstOnly: false } && !recorder.Layout.Equals(_layout);
        _together = slots > 0 && !foreign && !_meter.WantsAlone(round);
        _episodes = round.Episodes;
        if (_together)
        {
            PlayTogether(round, recorder, watcher, slots);
        }
        else
        {
            _home.Play(round, recorder, watcher);
        }

        _meter.Add(round, _together, Stopwatch.GetElapsedTime(begun), Results, _board.Received);
    }

    /// <summary>Disposes the environments of this machine.</summary>
    public void Dispose() => _home.Dispose();

    private void PlayTogether(Round round, EpisodeRecorder? recorder, IFrameWatcher? watcher, int slots)
    {
        recorder?.BeginRound(round.Episodes);
        EpisodeRecorder? recorded = recorder is { FirstOnly: false } ? recorder : null;
        int parts = ChunksOfSlot * (slots + HomeSlots);
        var sheet = new RoundSheet(RoundSheet.Cut(round.Episodes, (round.Episodes + parts - 1) / parts, IsAtHome), _times);
        var target = new RoundTarget(
            _board.NextRound(), round, recorded, _codec, _layout.EpisodeLimit, _results.AsMemory(0, round.Episodes), _statistics.AsMemory(0, round.Episodes * _width));
        _board.Begin(target, sheet, _weights);
        try
        {
            _workers.Run(HomeSlots, new HomeWork(this, round, recorder, watcher));
        }
        finally
        {
            _board.End();
        }

        // What is watched is shown here, and what a recording of a test wants is recorded here.
        bool IsAtHome(int place) => watcher?.Watches(place) == true || (recorder is { FirstOnly: true } && place < recorder.Count);
    }

    /// <summary>One of the groups of this machine, which takes chunks until the round is over.</summary>
    private sealed class HomeWork(ClusterRoundPlayer player, Round round, EpisodeRecorder? recorder, IFrameWatcher? watcher) : IShardWork
    {
        public void Run(int shard, int worker)
        {
            while (player._board.TakeHome() is { } chunk)
            {
                try
                {
                    Play(shard, chunk);
                }
#pragma warning disable CA1031 // The board decides what a failure means; another machine may play the same.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    player._board.FailHome(chunk, failure);
                    continue;
                }

                player._board.CompleteHome(chunk);
            }
        }

        private void Play(int group, RoundChunk chunk)
        {
            int capacity = player._home.CapacityOf(group);
            for (int place = chunk.First; place < chunk.First + chunk.Count; place += capacity)
            {
                int episodes = Math.Min(capacity, chunk.First + chunk.Count - place);
                player._home.PlayPart(
                    group,
                    round,
                    place,
                    recorder,
                    watcher,
                    player._results.AsSpan(place, episodes),
                    player._statistics.AsSpan(place * player._width, episodes * player._width));
            }
        }
    }
}
