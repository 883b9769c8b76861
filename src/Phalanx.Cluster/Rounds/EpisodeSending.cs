using System.Collections.Immutable;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;

namespace Phalanx.Cluster.Rounds;

/// <summary>Sends episodes to the trainer: in one message, or in parts where one would hold up all that comes after it.</summary>
internal static class EpisodeSending
{
    /// <summary>Sends an episode until it is answered. The memory of its record goes back to the pool.</summary>
    /// <param name="give">Gives a part to the trainer.</param>
    /// <param name="worker">Who played it.</param>
    /// <param name="round">Its round.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="pause">How long to wait after a call that was not answered, or for which the trainer had no room.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="partBytes">The most bytes of a part.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static async Task Send(
        Func<EpisodeDelivery, Task<GiveAnswer>> give,
        string worker,
        long round,
        PlayedEpisode episode,
        TimeSpan pause,
        CancellationToken cancellation,
        int partBytes = RoundBoard.PartBytes)
    {
        ImmutableArray<float> statistics = [.. episode.Statistics];
        bool mayReturn = true;
        int offset = 0;
        for (bool more = true; more;)
        {
            int length = Math.Min(partBytes, episode.RecordBytes - offset);
            Payload? part = episode.Record is null ? null : new Payload(episode.Record.AsMemory(offset, length));
            var delivery = new EpisodeDelivery(
                worker, round, episode.Place, episode.Result.Return, episode.Result.Length, statistics, episode.RecordBytes, offset, part);
            cancellation.ThrowIfCancellationRequested();
            try
            {
                GiveAnswer answer = await give(delivery).ConfigureAwait(false);
                if (answer.Again)
                {
                    offset = 0;
                    await Task.Delay(pause, cancellation).ConfigureAwait(false);
                    continue;
                }

                offset += length;
                more = answer.Known && answer.Refusal is null && offset < episode.RecordBytes;
            }
            catch (HubUnreachableException)
            {
                mayReturn = false; // it may still be read by the call that was given up
                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            }
        }

        if (mayReturn && episode.Record is not null)
        {
            PayloadMemory.Return(episode.Record);
        }
    }
}
