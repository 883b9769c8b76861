using Phalanx.Learning.Episodes;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>Evaluates a team: greedy episodes that are not learned from, in environments of their own.</summary>
public sealed class Evaluator
{
    // More at once are hardly faster. The same number for every test, so that the same episodes give the same figures to the last digit.
    private const int MostEnvironments = 64;

    private readonly IRoundPlayer _player;
    private readonly IReadOnlyList<string> _statistics;
    private readonly int _episodes;

    /// <summary>An evaluator that plays so many episodes.</summary>
    /// <param name="player">
    /// Plays them, in several rounds when there are more than its capacity. The caller disposes it. <see cref="EnvironmentsFor"/> says how
    /// many environments to play in.
    /// </param>
    /// <param name="statistics">The statistics that the environment declares, in its order.</param>
    /// <param name="episodes">How many episodes a test has.</param>
    public Evaluator(IRoundPlayer player, IReadOnlyList<string> statistics, int episodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        (_player, _statistics, _episodes) = (player, statistics, episodes);
    }

    /// <summary>What the episodes are played for; those of another purpose are other episodes.</summary>
    public RoundPurpose Purpose { get; init; } = RoundPurpose.Evaluation;

    /// <summary>How many environments to make for a test.</summary>
    /// <param name="episodes">How many episodes it has.</param>
    public static int EnvironmentsFor(int episodes) => Math.Min(episodes, MostEnvironments);

    /// <summary>Plays the episodes of a test.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="test">The number of the test; another one has other episodes.</param>
    /// <param name="watcher">Is shown pictures of the episodes of the first round that it watches; null for none.</param>
    /// <param name="recording">Records the first episodes; null for none.</param>
    /// <param name="cancellation">Ends the test between two rounds.</param>
    /// <returns>Figures by the names of the metrics' columns.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyDictionary<string, double> Test(
        ulong seed, long test, IFrameWatcher? watcher = null, EpisodeRecording? recording = null, CancellationToken cancellation = default)
    {
        double sum = 0;
        double squares = 0;
        double[] statistics = new double[_statistics.Count];
        for (int played = 0; played < _episodes;)
        {
            cancellation.ThrowIfCancellationRequested();
            int episodes = Math.Min(_player.Capacity, _episodes - played);
            var round = new Round(seed, Purpose, (test * _episodes) + played, episodes, RunProgress.Test());
            EpisodeRecorder? recorder = recording?.BeginRound(episodes);
            _player.Play(round, recorder, Watcher(played == 0 ? watcher : null, recording));
            recording?.EndRound();
            for (int i = 0; i < episodes; i++)
            {
                double result = _player.Results[i].Return;
                sum += result;
                squares += result * result;
                for (int j = 0; j < statistics.Length; j++)
                {
                    statistics[j] += _player.Statistic(i, j);
                }
            }

            played += episodes;
        }

        double mean = sum / _episodes;
        var figures = new Dictionary<string, double>
        {
            [MetricsColumns.TestReturnMean] = mean,
            [MetricsColumns.TestReturnStd] = Math.Sqrt(Math.Max(0, (squares / _episodes) - (mean * mean))),
        };
        for (int j = 0; j < statistics.Length; j++)
        {
            figures[MetricsColumns.OfStatistic(_statistics[j])] = statistics[j] / _episodes;
        }

        return figures;
    }

    private static IFrameWatcher? Watcher(IFrameWatcher? watcher, EpisodeRecording? recording) =>
        recording is not null && watcher is not null ? new WatchedRecording(recording, watcher) : recording ?? watcher;
}
