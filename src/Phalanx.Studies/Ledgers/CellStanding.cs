using System.Text.Json.Serialization;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Ledgers;

/// <summary>How it stands with a cell of a study.</summary>
public enum CellPhase
{
    /// <summary>It waits for a worker.</summary>
    Waiting,

    /// <summary>A worker has it.</summary>
    Leased,

    /// <summary>It is as long as was asked for.</summary>
    Done,

    /// <summary>It was given up.</summary>
    Failed,

    /// <summary>A user took it out.</summary>
    Cancelled,
}

/// <summary>How it stands with a cell, as the journal tells it.</summary>
/// <param name="Cell">The cell.</param>
public sealed record CellStanding(string Cell)
{
    /// <summary>Whether it waits, runs or ended.</summary>
    public CellPhase Phase { get; init; }

    /// <summary>The number of the latest grant. Who writes for the cell must name it, so that one who lost it cannot write.</summary>
    public long Epoch { get; init; }

    /// <summary>Who has it, or had it last.</summary>
    public string? Worker { get; init; }

    /// <summary>The epoch that names the attempt in which the newest snapshot lies; 0 while there is none.</summary>
    public long Home { get; init; }

    /// <summary>Whether that attempt is written by its worker, on a disk that it shares with the hub; else by the hub alone.</summary>
    public bool IsShared { get; init; }

    /// <summary>The environment steps of the newest snapshot that is here whole.</summary>
    public long TEnv { get; init; }

    /// <summary>How often it ended badly since its newest snapshot.</summary>
    public int Failures { get; init; }

    /// <summary>How it ended the last time.</summary>
    public SlotOutcome? Outcome { get; init; }

    /// <summary>The environment steps at which it ended the last time.</summary>
    public long EndedAt { get; init; }

    /// <summary>What went wrong the last time, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Which two workers came to different results, in a sentence; null where none did. The first result stands until the cell is tried again.</summary>
    public string? Doubt { get; init; }

    /// <summary>Whether it is trained again because it was in doubt: what it comes to decides between those who came to different results.</summary>
    public bool Decides { get; init; }

    /// <summary>Whether nothing more happens to it by itself.</summary>
    [JsonIgnore]
    public bool IsOver => Phase is CellPhase.Done or CellPhase.Failed or CellPhase.Cancelled;

    /// <summary>How it stands after something happened.</summary>
    internal CellStanding After(JournalEntry entry) => entry.Kind switch
    {
        JournalKind.Granted => this with { Phase = CellPhase.Leased, Epoch = entry.Epoch, Worker = entry.Worker },
        JournalKind.Committed => this with
        {
            Home = Home == 0 || entry.Moved ? entry.Epoch : Home,
            IsShared = Home == 0 || entry.Moved ? entry.Shared : IsShared,
            TEnv = entry.TEnv,
            Failures = entry.TEnv > TEnv ? 0 : Failures,
        },
        JournalKind.Ended => this with
        {
            Phase = entry.Outcome == SlotOutcome.Done ? CellPhase.Done : entry.Final ? CellPhase.Failed : CellPhase.Waiting,
            Failures = Failures + (entry.Outcome is SlotOutcome.Fault or SlotOutcome.Killed ? 1 : 0),
            Outcome = entry.Outcome,
            EndedAt = entry.TEnv,
            Message = entry.Message,
        },
        JournalKind.Expired => this with { Phase = CellPhase.Waiting },
        JournalKind.Cancelled => this with { Phase = CellPhase.Cancelled },
        JournalKind.Retried => this with
        {
            Phase = CellPhase.Waiting,
            Failures = 0,
            Outcome = null,
            Message = null,
            Doubt = null,
            Decides = Doubt is not null,
            Home = entry.Final ? 0 : Home,
            IsShared = !entry.Final && IsShared,
            TEnv = entry.Final ? 0 : TEnv,
        },
        JournalKind.Compared => this with { Doubt = entry.Final ? entry.Message : Doubt },
        _ => this,
    };
}
