using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// Plays as another player does, but gives up episodes whose environments misbehave. The round is then played again from its beginning, the number of the
/// episode with the addresses of its next attempt: every other episode comes out as before, since nothing of an episode depends on those beside it. So the
/// round is always full, no number is left out, and the result is the same for any number of threads.
/// </summary>
/// <param name="inner">The player, which this disposes.</param>
/// <param name="skips">How many episodes may be given up.</param>
internal sealed class SkippingPlayer(IRoundPlayer inner, EpisodeSkips skips) : IRoundPlayer
{
    public int Capacity => inner.Capacity;

    public ReadOnlySpan<EpisodeResult> Results => inner.Results;

    public float Statistic(int episode, int statistic) => inner.Statistic(episode, statistic);

    public void Play(Round round, EpisodeRecorder? recorder = null, IFrameWatcher? watcher = null)
    {
        int[] attempts = [];
        while (!TryPlay(round, recorder, watcher, out int place))
        {
            if (attempts.Length == 0)
            {
                attempts = new int[round.Episodes];
                round = round with { Attempts = attempts };
            }

            attempts[place]++;
        }
    }

    public void Dispose() => inner.Dispose();

    private bool TryPlay(Round round, EpisodeRecorder? recorder, IFrameWatcher? watcher, out int place)
    {
        try
        {
            inner.Play(round, recorder, watcher);
            place = -1;
            return true;
        }
        catch (Exception failure) when (EpisodeFaults.Skippable(failure) is { } skipped && skips.TrySkip())
        {
            place = skipped.Place;
            return false;
        }
    }
}
