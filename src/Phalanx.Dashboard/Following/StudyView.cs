using Phalanx.Studies.Ledgers;

namespace Phalanx.Dashboard.Following;

/// <summary>What is known of a study at a moment. It does not change; the next look at the study makes another one.</summary>
internal sealed record StudyView(FolderPlace Place)
{
    /// <summary>What it is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>The bit class of its cells, in words.</summary>
    public string? Class { get; init; }

    /// <summary>Whether a journal tells how far its cells are. Without one their runs do.</summary>
    public bool HasJournal { get; init; }

    /// <summary>How many cells it has.</summary>
    public int Cells { get; init; }

    /// <summary>How many cells are in each phase, as the journal tells.</summary>
    public IReadOnlyDictionary<CellPhase, int> Phases { get; init; } = new Dictionary<CellPhase, int>();

    /// <summary>How many workers have cells.</summary>
    public int Workers { get; init; }

    /// <summary>How often a worker was not heard of until its lease ended.</summary>
    public int LeasesLost { get; init; }

    /// <summary>How often a cell ended badly.</summary>
    public int Failures { get; init; }

    /// <summary>What is wrong with its files, in a sentence; null where nothing is.</summary>
    public string? Damage { get; init; }

    /// <summary>When its files last changed.</summary>
    public DateTime? Updated { get; init; }
}
