using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Transfers;

namespace Phalanx.Cluster.Workers;

/// <summary>How an upload ended.</summary>
internal enum UploadEnd
{
    /// <summary>The hub has the snapshot.</summary>
    Taken,

    /// <summary>There is nothing new to send.</summary>
    Nothing,

    /// <summary>Not now: the hub cannot be reached, or has no space.</summary>
    Later,

    /// <summary>The cell is another worker's by now, or is to be trained by none.</summary>
    Lost,

    /// <summary>The hub found it damaged.</summary>
    Damaged,
}

/// <summary>
/// Tells the hub of snapshots of a run that a slot trains, one at a time. What is new is sent; of a run in the hub's own folder nothing is, and the hub
/// looks at the files where they lie.
/// </summary>
/// <param name="link">The way to the hub.</param>
/// <param name="order">The cell.</param>
/// <param name="folder">The run.</param>
/// <param name="partBytes">The size of a part of a file.</param>
/// <param name="hold">
/// Where the folder is the hub's own: keeps the slot from deleting these checkpoints, and no others any more, and tells whether it does. Null where files are sent.
/// </param>
internal sealed class CellUpload(HubLink link, CellOrder order, string folder, int partBytes, Func<IReadOnlyList<long>, Task<bool>>? hold)
{
    private const int MostTestimonyTrials = 5;

    private RunManifest _last = RunManifest.Empty;

    /// <summary>Why the last upload was not taken.</summary>
    public string? Sentence { get; private set; }

    /// <summary>The environment steps of the checkpoint that counts at the hub.</summary>
    public long Counting => _last.TEnv;

    /// <summary>What the hub has is what this worker goes on from.</summary>
    public void GoOnFrom(RunManifest manifest) => _last = manifest;

    /// <summary>Takes a snapshot of the run while it is trained, and sends it.</summary>
    public Task<UploadEnd> SendLive(CancellationToken cancellation) => Send(done: false, hold is null ? Newest : Held, cancellation);

    /// <summary>Sends the last snapshot of a run that is trained no more.</summary>
    /// <param name="done">Whether the cell is done with it.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<UploadEnd> SendLast(bool done, CancellationToken cancellation) => Send(done, Newest, cancellation);

    /// <summary>Tells the hub what the run came to though another has the cell: checksums alone, to be compared.</summary>
    public async Task Testify()
    {
        for (int trial = 1; trial <= MostTestimonyTrials; trial++)
        {
            try
            {
                if (LiveSnapshot.Take(folder, _last) is { } snapshot)
                {
                    var manifest = WireManifest.Of(snapshot.Manifest);
                    await link.Files(order.Study, order.Cell, files => files.Testify(order.Epoch, manifest)).ConfigureAwait(false);
                }

                return;
            }
            catch (HubUnreachableException)
            {
                await Task.Delay(TimeSpan.FromSeconds(trial)).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or ExplainedException)
            {
                return; // its files are gone, and nothing is lost by it
            }
        }
    }

    private async Task<UploadEnd> Send(bool done, Func<Task<LiveSnapshot?>> take, CancellationToken cancellation)
    {
        try
        {
            if (await take().ConfigureAwait(false) is not { } snapshot || (!done && snapshot.Manifest.TEnv <= _last.TEnv))
            {
                return UploadEnd.Nothing;
            }

            bool shared = hold is not null;
            if (!shared)
            {
                RunManifest there = (await link.Files(order.Study, order.Cell, files => files.Committed()).ConfigureAwait(false)).ToManifest();
                await RunTransfer.Send(snapshot, there, Write, partBytes, cancellation).ConfigureAwait(false);
            }

            var manifest = WireManifest.Of(snapshot.Manifest);
            WireAnswer answer = await link.Files(order.Study, order.Cell, files => files.Commit(order.Epoch, manifest, done, shared)).ConfigureAwait(false);
            if (answer.Taken)
            {
                _last = snapshot.Manifest;
            }

            return EndOf(answer);
        }
        catch (RefusedException refusal)
        {
            return EndOf(refusal.Answer);
        }
        catch (Exception failure) when (failure is HubUnreachableException or IOException or ExplainedException or InvalidDataException)
        {
            Sentence = failure.Message;
            return UploadEnd.Later;
        }
    }

    private Task<LiveSnapshot?> Newest() => Task.FromResult(LiveSnapshot.Take(folder, _last));

    /// <summary>A snapshot of the newest checkpoint alone, once the slot holds it. The one that counts at the hub is held until this one does.</summary>
    private async Task<LiveSnapshot?> Held()
    {
        long tEnv = RunDirectory.IsAt(folder) && RunDirectory.OpenToRead(folder).Checkpoints.Available is [.., var newest] ? newest : 0;
        return tEnv > _last.TEnv && await hold!(_last.TEnv > 0 ? [_last.TEnv, tEnv] : [tEnv]).ConfigureAwait(false)
            ? LiveSnapshot.TakeAt(folder, tEnv, _last)
            : null;
    }

    private UploadEnd EndOf(WireAnswer answer)
    {
        Sentence = answer.Sentence;
        return answer switch
        {
            { Taken: true } => UploadEnd.Taken,
            { Stale: true } => UploadEnd.Lost,
            { Later: true } => UploadEnd.Later,
            _ => UploadEnd.Damaged,
        };
    }

    private async Task Write(string file, long offset, ReadOnlyMemory<byte> bytes)
    {
        WireAnswer answer = await link.Files(order.Study, order.Cell, files => files.Write(order.Epoch, file, offset, new Payload(bytes))).ConfigureAwait(false);
        if (!answer.Taken)
        {
            throw new RefusedException(answer);
        }
    }

    private sealed class RefusedException(WireAnswer answer) : Exception(answer.Sentence)
    {
        public WireAnswer Answer => answer;
    }
}
