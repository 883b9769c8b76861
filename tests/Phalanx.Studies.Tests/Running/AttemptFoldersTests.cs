using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;

namespace Phalanx.Studies.Tests.Running;

public sealed class AttemptFoldersTests : IDisposable
{
    private readonly Toys _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_finished_attempt_becomes_the_cell() => Finish();

    [SmallDiskFact]
    public void A_finished_attempt_becomes_the_cell_where_cells_lie_on_another_disk()
    {
        Directory.CreateDirectory(_toys.At("cells"));
        using SmallDisk? disk = SmallDisk.TryMount(_toys.At("cells"), 4 << 20);
        Finish();
    }

    private void Finish()
    {
        StudyPlan plan = StudyPlan.Of(
            SweepFile.Read(_toys.Write("sweep.yaml", "algorithms: vdn\nenvironments: matrix/qtran\nset:\n  training.steps: 40\n  agent.hidden: 4\n")), Toys.Environments, Toys.Algorithms);
        PlannedCell cell = plan.Cells.Single();
        var attempts = new AttemptFolders(StudyFolder.Open(_toys.At("study"), plan).Path, cell);
        Toys.Train(cell.Cell, attempts.PathOf(1));
        string[] files = Names(attempts.PathOf(1));
        CellState state = attempts.Finish(attempts.PathOf(1), new CellStore(_toys.At("cells"), KeptCells.None));
        Assert.Equal(CellProgress.Finished, state.Progress);
        Assert.Equal(files, Names(state.Path));
        Assert.False(Directory.Exists(attempts.PathOf(1)));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(state.Path)!));
    }

    private static string[] Names(string run) =>
        [.. Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(run, path)).Order(StringComparer.Ordinal)];
}
