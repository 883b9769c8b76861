using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;

namespace Phalanx.Cli.Benchmarks;

/// <summary>A player of rounds that notes how long the episodes were.</summary>
/// <param name="player">Plays them.</param>
/// <param name="lengths">Where the lengths go.</param>
internal sealed class MeasuredPlayer(IRoundPlayer player, List<int> lengths) : IRoundPlayer
{
    public int Capacity => player.Capacity;

    public ReadOnlySpan<EpisodeResult> Results => player.Results;

    public float Statistic(int episode, int statistic) => player.Statistic(episode, statistic);

    public void Play(Round round, EpisodeRecorder? recorder = null, IFrameWatcher? watcher = null)
    {
        player.Play(round, recorder, watcher);
        foreach (EpisodeResult result in player.Results[..round.Episodes])
        {
            lengths.Add(result.Length);
        }
    }

    public void Dispose() => player.Dispose();
}
