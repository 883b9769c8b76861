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
internal sealed class CellDesk(StudyFolder study, PlannedCell cell, Ledger ledger, CellStore store, long minFreeBytes)
{
    private readonly Lock _gate = new();
    private readonly AttemptFolders _attempts = new(study, cell);
    private readonly string _staging = Path.Combine(study.Path, "staging", cell.Id);
    private ReceivedRun? _run;
    private LiveSnapshot? _finished;

    /// <summary>The number of the latest attempt, which an epoch must exceed.</summary>
    public long LastAttempt => _attempts.Last;

    /// <summary>
    /// Gets ready for a new epoch: what came of a snapshot of an earlier one is forgotten, and the first epoch goes on from what others have trained of the
    /// cell, in another attempt or in its place.
    /// </summary>
    public void Begin(long epoch)
    {
        lock (_gate)
        {
            if (ledger[cell.Id].Home == 0)
            {
                // Nothing counts yet: what a silent worker sent of a first snapshot is of no use, and the folder is named by the epoch that fills it.
                _run?.DeleteIfNothing();
                _run = null;
                if (_attempts.CopyNewest(epoch, store.Find(cell.Cell)))
                {
                    ledger.Commit(cell.Id, epoch, Run(epoch).Manifest.TEnv, () => { });
                }
            }

            Run(epoch).Clear();
        }
    }

    /// <summary>What has been trained is deleted: the next epoch begins anew.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _run = null;
            _attempts.Delete();
        }
    }

    /// <summary>The snapshot that counts; of a cell that is done, its run.</summary>
    public RunManifest Committed()
    {
        lock (_gate)
        {
            CellStanding standing = ledger[cell.Id];
            return standing.Phase == CellPhase.Done ? Finished().Manifest : standing.Epoch == 0 ? RunManifest.Empty : Run(standing.Epoch).Manifest;
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

    /// <summary>Takes a part of a file of the next snapshot.</summary>
    public WireAnswer Write(long epoch, string file, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
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
            try
            {
                if (!ledger.Commit(cell.Id, epoch, manifest.TEnv, () => Run(epoch).Take(manifest)))
                {
                    return Lost(epoch);
                }

                return done ? Finish(epoch) : Prune(epoch);
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

    private WireAnswer Prune(long epoch)
    {
        Run(epoch).Prune();
        return WireAnswer.Yes();
    }

    /// <summary>The attempt becomes the cell. What a crash leaves between the two steps is done at the next start: the cell is found finished.</summary>
    private WireAnswer Finish(long epoch)
    {
        ReceivedRun run = Run(epoch);
        run.Prune();
        CellState state = _attempts.Finish(run.Path, store);
        if (state.Progress != CellProgress.Finished)
        {
            return WireAnswer.No($"cell {cell.Id} is at t_env {state.TEnv} of {cell.Cell.Steps} and not done");
        }

        ledger.End(cell.Id, epoch, SlotOutcome.Done, state.TEnv, null);
        _run = null;
        return WireAnswer.Yes();
    }

    private WireAnswer Lost(long epoch) => WireAnswer.Lost($"epoch {epoch} of cell {cell.Id} does not count any more, the latest is {ledger[cell.Id].Epoch}");

    private ReceivedRun Run(long epoch) => _run ??= new ReceivedRun(_attempts.PathOf(ledger[cell.Id].Home is > 0 and var home ? home : epoch), _staging);

    private LiveSnapshot Finished() => _finished ??= LiveSnapshot.Take(store.Find(cell.Cell).Path)
        ?? throw new InvalidDataException($"cell {cell.Id} is done, and its run is not there any more");
}
