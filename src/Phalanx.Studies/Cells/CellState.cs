using Phalanx.Learning.Runs;

namespace Phalanx.Studies.Cells;

/// <summary>How far a cell is.</summary>
public enum CellProgress
{
    /// <summary>There is nothing of it.</summary>
    Missing,

    /// <summary>It was begun, and has too few steps for what is asked for.</summary>
    Begun,

    /// <summary>It is as long as is asked for.</summary>
    Finished,

    /// <summary>Something in it cannot be read.</summary>
    Damaged,
}

/// <summary>A cell as it lies in a store.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Path">Its run directory; where it would lie if it is missing.</param>
/// <param name="TEnv">Environment steps that it can be used for, or continued from.</param>
/// <param name="Summary">Its summary, if it is finished.</param>
/// <param name="Damage">What is wrong with it, if it is damaged, in a sentence.</param>
public sealed record CellState(CellProgress Progress, string Path, long TEnv = 0, RunSummary? Summary = null, string? Damage = null);
