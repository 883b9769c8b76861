using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Watching;

/// <summary>What the journal of a study tells of a worker. One that was started again has another name.</summary>
/// <param name="Name">Its name.</param>
public sealed record WorkerHistory(string Name)
{
    /// <summary>How many cells it has now.</summary>
    public int Cells { get; init; }

    /// <summary>How many cells it was given.</summary>
    public int Grants { get; init; }

    /// <summary>How many snapshots came from it whole.</summary>
    public int Commits { get; init; }

    /// <summary>How many cells it finished.</summary>
    public int Done { get; init; }

    /// <summary>How many cells it lost because it was not heard of.</summary>
    public int LeasesLost { get; init; }

    /// <summary>How many cells ended badly in its hands.</summary>
    public int Failures { get; init; }

    /// <summary>When anything last came of it; null where the journal has no times.</summary>
    public DateTime? Changed { get; init; }

    /// <summary>What it is after something happened to a cell of it.</summary>
    internal WorkerHistory After(JournalEntry entry)
    {
        bool ended = entry.Kind == JournalKind.Ended;
        return this with
        {
            Grants = Grants + (entry.Kind == JournalKind.Granted ? 1 : 0),
            Commits = Commits + (entry.Kind == JournalKind.Committed ? 1 : 0),
            Done = Done + (ended && entry.Outcome == SlotOutcome.Done ? 1 : 0),
            LeasesLost = LeasesLost + (entry.Kind == JournalKind.Expired ? 1 : 0),
            Failures = Failures + (StudyFollower.IsFailure(entry) ? 1 : 0),
            Changed = entry.At ?? Changed,
        };
    }
}
