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

/// <summary>Sends snapshots of a run that a slot trains, one at a time. What is sent is what is new.</summary>
internal sealed class CellUpload(HubLink link, CellOrder order, string folder, int partBytes)
{
    private RunManifest _last = RunManifest.Empty;

    /// <summary>Why the last upload was not taken.</summary>
    public string? Sentence { get; private set; }

    /// <summary>What the hub has is what this worker goes on from.</summary>
    public void GoOnFrom(RunManifest manifest) => _last = manifest;

    /// <summary>Takes a snapshot and sends it.</summary>
    /// <param name="done">Whether the cell is done with it.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<UploadEnd> Send(bool done, CancellationToken cancellation)
    {
        try
        {
            if (LiveSnapshot.Take(folder, _last) is not { } snapshot || (!done && snapshot.Manifest.TEnv <= _last.TEnv))
            {
                return UploadEnd.Nothing;
            }

            RunManifest there = (await link.Files(order.Study, order.Cell, files => files.Committed()).ConfigureAwait(false)).ToManifest();
            await RunTransfer.Send(snapshot, there, Write, partBytes, cancellation).ConfigureAwait(false);
            WireAnswer answer = await link.Files(order.Study, order.Cell, files => files.Commit(order.Epoch, WireManifest.Of(snapshot.Manifest), done)).ConfigureAwait(false);
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
