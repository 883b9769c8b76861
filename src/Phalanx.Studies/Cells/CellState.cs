using Phalanx.Foundation;
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

    /// <summary>Its numbers stopped being finite before it was as long as is asked for, and would again: it has a result, the worst there is.</summary>
    Failed,
}

/// <summary>A cell as it lies in a store.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Path">Its run directory; where it would lie if it is missing.</param>
/// <param name="TEnv">Environment steps that it can be used for, or continued from.</param>
/// <param name="Summary">Its summary, if it is finished.</param>
/// <param name="Damage">What is wrong with it, if it is damaged, and why it failed, if it did, in a sentence.</param>
public sealed record CellState(CellProgress Progress, string Path, long TEnv = 0, RunSummary? Summary = null, string? Damage = null)
{
    /// <summary>The state of a run that failed because its numbers stopped being finite, as it tells itself; null for any other.</summary>
    /// <param name="run">The run.</param>
    /// <param name="versions">The versions in which it failed; those of any run when this returns null.</param>
    internal static CellState? OfFailed(RunDirectory run, out ResultVersions versions)
    {
        versions = ResultVersions.First;
        try
        {
            if (RunStatus.Read(run.ProgressPath) is not { State: RunState.Failed, Diverged: { } diverged } status)
            {
                return null;
            }

            versions = diverged;
            return new CellState(CellProgress.Failed, run.Path, status.TEnv, Damage: status.Error ?? "its numbers stopped being finite");
        }
        catch (ExplainedException)
        {
            return null; // it tells nothing of itself
        }
    }
}
