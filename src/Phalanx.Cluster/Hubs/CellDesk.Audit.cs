using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Hubs;

/// <content>What an attempt came to that lost the cell is compared with the cell, by checksums: none of its files is taken.</content>
internal sealed partial class CellDesk
{
    /// <summary>Hears what an attempt came to that lost the cell, and compares it with the cell, now or when that is done.</summary>
    public WireAnswer Testify(long epoch, RunManifest manifest)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return Later();
            }

            CellStanding standing = ledger[cell.Id];
            if (ledger.WorkerOf(cell.Id, epoch) is null)
            {
                return WireAnswer.No($"no worker had cell {cell.Id} by epoch {epoch}");
            }

            if (manifest.TEnv < cell.Cell.Steps || manifest.Find(RunDirectory.ResultFile) is null)
            {
                return WireAnswer.No($"the attempt of epoch {epoch} has not come to the end of cell {cell.Id}");
            }

            if (standing.Epoch != epoch)
            {
                ledger.Testify(cell.Id, epoch, ResultEvidence.Of(manifest));
                Audit();
            }

            return WireAnswer.Yes();
        }
    }

    /// <summary>
    /// Lets a cell in doubt be trained anew: the run that stood for it is put aside, and what it came to counts as what one attempt came to. The new result
    /// decides.
    /// </summary>
    /// <exception cref="ExplainedException">The run cannot be moved.</exception>
    public void SetAside()
    {
        lock (_gate)
        {
            CellStanding standing = ledger[cell.Id];
            ledger.Testify(cell.Id, standing.Epoch, ResultEvidence.Of(Finished().Manifest));
            string path = store.PathOf(cell.Cell);
            string aside = $"{_attempts.PathOf(standing.Epoch)}.in-doubt";
            try
            {
                FileWriting.CreateFolder(Path.GetDirectoryName(aside)!);
                FileWriting.MoveFolder(path, aside);
            }
            catch (Exception failure) when (FileFailures.IsOne(failure))
            {
                throw FileFailures.Explain($"cannot move '{path}' to '{aside}'", failure);
            }

            ledger.Retry(cell.Id, evenDone: true, fromStart: true);
            (_run, _shared, _finished) = (null, null, null);
        }
    }

    /// <summary>Compares the cell, if it is done, with what others came to.</summary>
    private void Audit()
    {
        if (ledger[cell.Id].Phase != CellPhase.Done || ledger.TestimoniesOf(cell.Id).Count == 0)
        {
            return;
        }

        foreach (string found in ledger.Compare(cell.Id, ResultEvidence.Of(Finished().Manifest)))
        {
            log($"{cell.Id}: {found}");
        }
    }
}
