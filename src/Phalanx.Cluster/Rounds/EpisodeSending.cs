using System.Buffers;
using System.Collections.Immutable;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;

namespace Phalanx.Cluster.Rounds;

/// <summary>Sends episodes to the trainer: in one message, or in parts where one would hold up all that comes after it.</summary>
internal static class EpisodeSending
{
    /// <summary>Sends an episode until it is answered. The memory of its record goes back to the pool.</summary>
    /// <param name="link">The way to the trainer.</param>
    /// <param name="worker">Who played it.</param>
    /// <param name="round">Its round.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="pause">How long to wait after a call that was not answered.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static async Task Send(HubLink link, string worker, long round, PlayedEpisode episode, TimeSpan pause, CancellationToken cancellation)
    {
        ImmutableArray<float> statistics = [.. episode.Statistics];
        bool mayReturn = true;
        int offset = 0;
        for (bool more = true; more;)
        {
            int length = Math.Min(RoundBoard.PartBytes, episode.RecordBytes - offset);
            Payload? part = episode.Record is null ? null : new Payload(episode.Record.AsMemory(offset, length));
            var delivery = new EpisodeDelivery(
                worker, round, episode.Place, episode.Result.Return, episode.Result.Length, statistics, episode.RecordBytes, offset, part);
            cancellation.ThrowIfCancellationRequested();
            try
            {
                GiveAnswer answer = await link.Rounds(rounds => rounds.Give(delivery)).ConfigureAwait(false);
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
            ArrayPool<byte>.Shared.Return(episode.Record);
        }
    }
}
