using Phalanx.Studies.Cells;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>
/// A study that gets longer whenever few of its cells are left, so that it lasts as long as it shall on every machine; and beside it the same study as a sweep
/// of this machine that nothing happens to.
/// </summary>
/// <param name="theatre">The cluster.</param>
/// <param name="sweeps">The study, and its longer and longer forms.</param>
/// <param name="left">How many cells are few.</param>
internal sealed class GrowingStudy(Theatre theatre, IReadOnlyList<string> sweeps, int left)
{
    private const string LocalFolder = "local";

    private int _form;
    private int _submitted = -1;
    private int _trained = -1;
    private ToolMachine? _submission;
    private ToolMachine? _local;

    /// <summary>Whether all cells are done, here and there.</summary>
    public bool IsOver => _form == _submitted && _submission is null && _form == _trained && _local is null && theatre.Standings.All(cell => cell.IsOver);

    /// <summary>Looks how far all is, and goes on.</summary>
    /// <param name="grows">Whether it may get longer.</param>
    /// <param name="hasHub">Whether there is a hub to submit to.</param>
    public void GoOn(bool grows, bool hasHub)
    {
        if (_submission is { HasEnded: true } submission)
        {
            // A hub that is killed does not say whether it took the study.
            _submitted = submission.End() == 0 ? _form : _submitted;
            _submission = null;
        }

        if (_submission is null && grows && _form == _submitted && _form + 1 < sweeps.Count && theatre.Standings.Count(cell => !cell.IsOver) < left)
        {
            theatre.Grow(sweeps[++_form]);
        }

        if (_submission is null && hasHub && _form > _submitted)
        {
            _submission = theatre.BeginSubmission();
        }

        Train();
    }

    /// <summary>Compares every cell with that of the sweep.</summary>
    public void EqualsTheSweep()
    {
        Assert.All(theatre.Standings, cell => Assert.True(cell.Phase == CellPhase.Done, $"{cell.Cell} is {cell.Phase}: {cell.Message}"));
        Assert.All(theatre.Plan.Cells, cell => SameRuns.Equal(theatre.At(LocalFolder, CellStore.DefaultFolder, cell.Cell.Folder), theatre.PathOf(cell)));
        SameRuns.NoOldEpochWrote(theatre.Journal);
    }

    private void Train()
    {
        if (_local is { HasEnded: true } ended)
        {
            Assert.True(ended.End() == 0, ended.Output);
            _local = null;
        }

        if (_local is null && _form > _trained)
        {
            _trained = _form;
            Directory.CreateDirectory(theatre.At(LocalFolder));
            File.Copy(theatre.At("sweep.yaml"), theatre.At(LocalFolder, "sweep.yaml"), overwrite: true);
            _local = theatre.StartIn(LocalFolder, "sweep sweep.yaml --slots 2");
        }
    }
}
