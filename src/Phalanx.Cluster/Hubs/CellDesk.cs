using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;
using Phalanx.Studies.Slots;
using Phalanx.Studies.Transfers;

namespace Phalanx.Cluster.Hubs;

/// <summary>
/// The files of a cell at the hub: an attempt of the study, <c>attempts/&lt;id&gt;/&lt;epoch&gt;</c>, that workers' snapshots make grow, and that becomes the
/// cell when it is done. One call at a time; a writer names its epoch, and only that of the cell's lease counts.
/// </summary>
internal sealed partial class CellDesk(StudyFolder study, PlannedCell cell, Ledger ledger, CellStore store, long minFreeBytes, Action<string> log)
{
    private readonly Lock _gate = new();
    private readonly AttemptFolders _attempts = new(study.Path, cell);
    private readonly string _staging = Path.Combine(study.Path, "staging", cell.Id);
    private ReceivedRun? _run;
    private RunManifest? _shared;
    private LiveSnapshot? _finished;
    private bool _isClosed;

    /// <summary>The number of the latest attempt, which an epoch must exceed.</summary>
    public long LastAttempt => _attempts.Last;

    /// <summary>
    /// Gets ready for a new epoch: what came of a snapshot of an earlier one is forgotten, and the first epoch goes on from what others have trained of the
    /// cell, in another attempt or in its place.
    /// </summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="shares">Whether its worker trains in the hub's own folder.</param>
    public void Begin(long epoch, bool shares)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (!ledger.Holds(cell.Id, epoch))
            {
                return; // it is another's by now
            }

            // What another epoch has sent that never counted, or has begun in an attempt of its own, is of no use: a folder is named by the epoch that fills it.
            CellStanding standing = ledger[cell.Id];
            _run = standing.Home == 0 || standing.IsShared ? null : _run;
            DeleteSuperseded(standing);
            if (standing.Home == 0 && _attempts.CopyNewest(epoch, store.Find(cell.Cell), number => ledger.WorkerOf(cell.Id, number) is null))
            {
                CommitCopy(epoch, shares);
            }

            if (!shares && !ledger[cell.Id].IsShared)
            {
                Run(epoch).Clear();
            }
        }
    }

    /// <summary>Nothing is written any more: another desk has the files. Returns when what is being written has been.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }

    /// <summary>What has been trained is deleted: the next epoch begins anew.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_run, _shared) = (null, null);
            _attempts.Delete();
        }
    }

    /// <summary>The snapshot that counts; of a cell that is done, its run.</summary>
    public RunManifest Committed()
    {
        lock (_gate)
        {
            CellStanding standing = ledger[cell.Id];
            return standing.Phase == CellPhase.Done ? Finished().Manifest
                : standing.Home == 0 ? _run?.Manifest ?? RunManifest.Empty
                : standing.IsShared ? Shared(standing)
                : Run(standing.Epoch).Manifest;
        }
    }

    /// <summary>
    /// The same, for a worker that is about to fetch it. An attempt that another worker writes is left to it: what counts of it is copied into one of this
    /// epoch, which the hub alone writes.
    /// </summary>
    public RunManifest Ready(long epoch)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            CellStanding standing = ledger[cell.Id];
            if (standing.IsShared && ledger.Holds(cell.Id, epoch) && Shared(standing) is { Files.Count: > 0 } manifest)
            {
                CopyShared(standing, manifest, epoch);
            }

            return Committed();
        }
    }

    /// <summary>A part of a file of it.</summary>
    public Payload Read(string file, long offset, int count)
    {
        lock (_gate)
        {
            Payload payload = Payload.Rent(Math.Clamp(count, 0, Payload.MostBytes), out Memory<byte> memory);
            CellStanding standing = ledger[cell.Id];
            if (standing.Phase != CellPhase.Done)
            {
                int length = Run(standing.Epoch).ReadAt(file, offset, memory.Span);
                return payload.Shortened(length);
            }

            RunManifestFile known = Finished().Manifest.Find(file) ?? throw new InvalidDataException($"the cell has no {Shown.Name(file)}");
            int left = (int)Math.Clamp(known.Bytes - offset, 0, memory.Length);
            _finished!.ReadAt(known, offset, memory.Span[..left]);
            return payload.Shortened(left);
        }
    }

    /// <summary>A part of a file that the cell's settings name.</summary>
    public Payload ReadInput(string name, long offset, int count)
    {
        using FileStream stream = SharedReading.Open(study.InputOf(name));
        Payload payload = Payload.Rent((int)Math.Clamp(stream.Length - offset, 0, Math.Clamp(count, 0, Payload.MostBytes)), out Memory<byte> memory);
        stream.Position = Math.Max(offset, 0);
        stream.ReadExactly(memory.Span);
        return payload;
    }

    /// <summary>Takes a part of a file of the next snapshot.</summary>
    public WireAnswer Write(long epoch, string file, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return Later();
            }

            if (!ledger.Holds(cell.Id, epoch))
            {
                return Lost(epoch);
            }

            if (FreeSpace.At(study.Path) is { } free && free < minFreeBytes + bytes.Length)
            {
                return WireAnswer.NotYet("the hub's disk has no space");
            }

            try
            {
                Run(epoch).Write(file, offset, bytes);
                return WireAnswer.Yes();
            }
            catch (InvalidDataException refusal)
            {
                return WireAnswer.No(refusal.Message);
            }
            catch (Exception failure) when (FileFailures.IsOne(failure))
            {
                return WireAnswer.NotYet($"the hub cannot write: {FileFailures.Reason(failure)}");
            }
        }
    }

    /// <summary>Makes what came the snapshot that counts.</summary>
    public WireAnswer Commit(long epoch, RunManifest manifest, bool done)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return Later();
            }

            try
            {
                if (!ledger.Commit(cell.Id, epoch, manifest.TEnv, () => Run(epoch).Take(manifest), ledger[cell.Id].IsShared ? CommittedAttempt.OfHubAnew : CommittedAttempt.OfHub))
                {
                    return Lost(epoch);
                }

                WireAnswer pruned = Prune(epoch);
                return done ? Finish(epoch, Run(epoch).Path) : pruned;
            }
            catch (InvalidDataException damage)
            {
                Run(epoch).Clear();
                return WireAnswer.No(damage.Message);
            }
            catch (Exception failure) when (failure is ExplainedException || FileFailures.IsOne(failure))
            {
                return WireAnswer.NotYet($"the hub cannot write: {(failure is ExplainedException ? failure.Message : FileFailures.Reason(failure))}");
            }
        }
    }

    /// <summary>Makes a snapshot that lies in the worker's own attempt the one that counts. Nothing is written there but by the worker.</summary>
    public WireAnswer CommitShared(long epoch, RunManifest manifest, bool done)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return Later();
            }

            try
            {
                string path = _attempts.PathOf(epoch);
                RunManifest known = ledger[cell.Id] is { IsShared: true, Home: var home } standing && home == epoch ? Shared(standing) : RunManifest.Empty;
                if (!ledger.Commit(cell.Id, epoch, manifest.TEnv, () => SharedRun.Check(path, manifest, known), CommittedAttempt.OfWorker))
                {
                    return Lost(epoch);
                }

                (_run, _shared) = (null, manifest);
                DeleteSuperseded(ledger[cell.Id]);
                return done ? Finish(epoch, path) : WireAnswer.Yes();
            }
            catch (InvalidDataException damage)
            {
                return WireAnswer.No(damage.Message);
            }
            catch (Exception failure) when (failure is ExplainedException || FileFailures.IsOne(failure))
            {
                // A network's file system may show the hub later what a worker has written.
                return WireAnswer.NotYet($"the hub cannot take over what lies in the shared folder: {(failure is ExplainedException ? failure.Message : FileFailures.Reason(failure))}");
            }
        }
    }

    /// <summary>What was copied counts where it is whole. A part of a run is deleted, and the cell begins anew: a worker that trains here would find it, and be refused.</summary>
    private void CommitCopy(long epoch, bool shares)
    {
        if (LiveSnapshot.Take(_attempts.PathOf(epoch)) is { } copy)
        {
            ledger.Commit(cell.Id, epoch, copy.Manifest.TEnv, () => { }, shares ? CommittedAttempt.OfWorker : CommittedAttempt.OfHub);
            return;
        }

        log($"{cell.Id}: what others trained of it is not whole, so it begins anew");
        _attempts.Delete(number => number == epoch);
    }

    private WireAnswer Prune(long epoch)
    {
        Run(epoch).Prune();
        return WireAnswer.Yes();
    }

    /// <summary>The attempt becomes the cell. What a crash leaves between the two steps is done at the next start: the cell is found finished.</summary>
    private WireAnswer Finish(long epoch, string path)
    {
        CellState state = _attempts.Finish(path, store);
        if (state.Progress != CellProgress.Finished)
        {
            return WireAnswer.No($"cell {cell.Id} is at t_env {state.TEnv} of {cell.Cell.Steps} and not done");
        }

        ledger.End(cell.Id, epoch, SlotOutcome.Done, state.TEnv, null);
        (_run, _shared) = (null, null);
        DeleteSuperseded(ledger[cell.Id]);
        Audit();
        return WireAnswer.Yes();
    }

    private static WireAnswer Later() => WireAnswer.NotYet("the study is being given to the hub anew");

    private WireAnswer Lost(long epoch) => WireAnswer.Lost($"epoch {epoch} of cell {cell.Id} does not count any more, the latest is {ledger[cell.Id].Epoch}");

    /// <summary>The attempt that the hub writes: never one that a worker does.</summary>
    private ReceivedRun Run(long epoch)
    {
        if (_run is null)
        {
            CellStanding standing = ledger[cell.Id];
            bool counts = standing is { Home: > 0, IsShared: false };
            _run = new ReceivedRun(_attempts.PathOf(counts ? standing.Home : epoch), _staging);
            if (counts && _run.Manifest.TEnv < standing.TEnv)
            {
                log($"{cell.Id}: its snapshot at t_env {standing.TEnv} is not whole any more, so it goes on from t_env {_run.Manifest.TEnv}");
            }
        }

        return _run;
    }

    /// <summary>The snapshot that counts of an attempt that its worker writes. Where it is not there any more, nothing counts, and the cell begins anew.</summary>
    private RunManifest Shared(CellStanding standing) =>
        _shared ??= LiveSnapshot.TakeAt(_attempts.PathOf(standing.Home), standing.TEnv)?.Manifest ?? RunManifest.Empty;

    private void CopyShared(CellStanding standing, RunManifest manifest, long epoch)
    {
        try
        {
            string path = _attempts.PathOf(epoch);
            if (!Directory.Exists(path))
            {
                SharedRun.Copy(_attempts.PathOf(standing.Home), manifest, path).GetAwaiter().GetResult();
            }

            ledger.Commit(cell.Id, epoch, manifest.TEnv, () => { }, CommittedAttempt.OfHubAnew);
            DeleteSuperseded(ledger[cell.Id]);
            _shared = null;
        }
        catch (InvalidDataException)
        {
            _shared = RunManifest.Empty; // it is damaged: the cell begins anew
        }
    }

    /// <summary>
    /// Deletes the attempts of earlier epochs, but for the one in which the snapshot lies that counts. A worker that still writes one has lost the cell. Attempts of
    /// others, such as a batch scheduler, are left alone.
    /// </summary>
    private void DeleteSuperseded(CellStanding standing) => _attempts.Delete(
        number => number < standing.Epoch && number != standing.Home && ledger.WorkerOf(cell.Id, number) is not null);

    private LiveSnapshot Finished() => _finished ??= LiveSnapshot.Take(store.Find(cell.Cell).Path)
        ?? throw new UserErrorException($"cell {cell.Id} is done, and its run is not there any more, or not whole");
}
