using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;

namespace Phalanx.Studies.Watching;

/// <summary>A cell of a study, and what the journal tells of its way so far.</summary>
/// <param name="Planned">What the plan says of it.</param>
/// <param name="Standing">How it stands with it.</param>
public sealed record CellHistory(OutlinedCell Planned, CellStanding Standing)
{
    /// <summary>How often it was given to a worker.</summary>
    public int Grants { get; init; }

    /// <summary>How many snapshots of it were received whole.</summary>
    public int Commits { get; init; }

    /// <summary>How often its worker was not heard of until the lease ended.</summary>
    public int LeasesLost { get; init; }

    /// <summary>When it was given to the worker that has it, or had it last; null where the journal has no times.</summary>
    public DateTime? Granted { get; init; }

    /// <summary>When anything last happened to it; null where the journal has no times.</summary>
    public DateTime? Changed { get; init; }

    /// <summary>How long workers had it, but for the one that has it now.</summary>
    public TimeSpan Held { get; init; }

    /// <summary>How long workers had it until a moment.</summary>
    public TimeSpan HeldUntil(DateTime now) =>
        Standing.Phase == CellPhase.Leased && Granted is { } granted && now > granted ? Held + (now - granted) : Held;

    /// <summary>What it is after something happened to it.</summary>
    internal CellHistory After(JournalEntry entry)
    {
        CellStanding now = Standing.After(entry);
        bool letGo = Standing.Phase == CellPhase.Leased && (now.Phase != CellPhase.Leased || now.Epoch != Standing.Epoch);
        return this with
        {
            Standing = now,
            Grants = Grants + (entry.Kind == JournalKind.Granted ? 1 : 0),
            Commits = Commits + (entry.Kind == JournalKind.Committed ? 1 : 0),
            LeasesLost = LeasesLost + (entry.Kind == JournalKind.Expired ? 1 : 0),
            Held = letGo && entry.At is { } end ? HeldUntil(end) : Held,
            Granted = entry.Kind == JournalKind.Granted ? entry.At : Granted,
            Changed = entry.At ?? Changed,
        };
    }
}
