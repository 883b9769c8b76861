namespace Phalanx.Studies.Ledgers;

/// <summary>By what a ledger lends cells.</summary>
/// <param name="Lease">How long a worker may be silent before its cells go to others.</param>
/// <param name="Failures">How often a cell may end badly without a snapshot in between before it is given up.</param>
public sealed record LedgerTerms(TimeSpan Lease, int Failures = 5);

/// <summary>A cell that was given to a worker.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Epoch">The number by which the worker writes for it.</param>
public sealed record CellGrant(string Cell, long Epoch);

/// <summary>In which attempt a snapshot lies.</summary>
public enum CommittedAttempt
{
    /// <summary>In the one that the hub has written so far; the first snapshot of a cell begins it.</summary>
    OfHub,

    /// <summary>In one of this epoch, which the hub has begun as a copy of an earlier one.</summary>
    OfHubAnew,

    /// <summary>In one of this epoch, which its worker writes.</summary>
    OfWorker,
}
