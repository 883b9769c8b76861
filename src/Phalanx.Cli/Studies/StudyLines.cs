using System.Globalization;
using Phalanx.Cli.Training;
using Phalanx.Foundation;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;
using Phalanx.Studies.Slots;

namespace Phalanx.Cli.Studies;

/// <summary>A study for a file or a pipe: a line for every cell that begins or ends.</summary>
internal sealed class StudyLines(TextWriter output) : IStudyObserver
{
    private int _toRun;
    private int _ended;

    public void Planned(IReadOnlyList<(PlannedCell Cell, CellState State)> cells)
    {
        int finished = cells.Count(cell => cell.State.Progress == CellProgress.Finished);
        _toRun = cells.Count(cell => cell.State.Progress is CellProgress.Missing or CellProgress.Begun);
        output.WriteLine($"{cells.Count} cells: {finished} finished, {_toRun} to run");
        foreach ((PlannedCell cell, CellState state) in cells.Where(cell => cell.State.Progress == CellProgress.Damaged))
        {
            output.WriteLine($"damaged, and skipped: {cell.Id}: {Shown.Sentence(state.Damage ?? "")}");
        }

        foreach ((PlannedCell cell, CellState state) in cells.Where(cell => cell.State.Progress == CellProgress.Failed))
        {
            output.WriteLine($"failed before, and would again: {cell.Id}: {Shown.Sentence(state.Damage ?? "")}");
        }
    }

    public void Waits(PlannedCell cell) => output.WriteLine($"{StudyWords.Name(cell)}: another process trains it; waits for that");

    public void Begun(PlannedCell cell, CellState from) => output.WriteLine(from.TEnv > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{StudyWords.Name(cell)}: goes on from t_env {from.TEnv} of {cell.Cell.Steps}")
        : string.Create(CultureInfo.InvariantCulture, $"{StudyWords.Name(cell)}: begins, {cell.Cell.Steps} steps"));

    public void Progressed(PlannedCell cell, SlotReport report)
    {
    }

    public void Ended(PlannedCell cell, SlotReport report)
    {
        _ended++;
        string end = report.Outcome switch
        {
            SlotOutcome.Done => Figures.Line(report.Figures!),
            SlotOutcome.Stopped => $"stopped and saved at t_env {report.TEnv}",
            _ => Shown.Sentence(report.Message ?? "failed"),
        };
        output.WriteLine($"[{_ended}/{_toRun}] {StudyWords.Name(cell)}: {end}");
    }
}
