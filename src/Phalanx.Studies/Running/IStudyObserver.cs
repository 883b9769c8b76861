using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Running;

/// <summary>Is told what happens in a study. Calls come from several threads, one at a time.</summary>
public interface IStudyObserver
{
    /// <summary>Which cells were there already, and which will be run, before the first is begun.</summary>
    void Planned(IReadOnlyList<(PlannedCell Cell, CellState State)> cells);

    /// <summary>Another process trains a cell; its end is waited for.</summary>
    void Waits(PlannedCell cell);

    /// <summary>A cell is begun, or goes on.</summary>
    void Begun(PlannedCell cell, CellState from);

    /// <summary>How far a cell is.</summary>
    void Progressed(PlannedCell cell, SlotReport report);

    /// <summary>A cell ended.</summary>
    void Ended(PlannedCell cell, SlotReport report);
}
