namespace Phalanx.Dashboard.Answers;

/// <summary>A study in a list.</summary>
internal sealed record StudyRow
{
    public required string Id { get; init; }

    public required string Path { get; init; }

    public required string Name { get; init; }

    /// <summary>The bit class of its cells; null before it has one.</summary>
    public string? Class { get; init; }

    /// <summary>Whether a hub has or had it, so that a journal tells how far its cells are; else their runs tell.</summary>
    public required bool Journal { get; init; }

    public required int Cells { get; init; }

    /// <summary>How many cells are in each state.</summary>
    public required IReadOnlyDictionary<string, int> States { get; init; }

    /// <summary>How many workers have cells of it.</summary>
    public required int Workers { get; init; }

    public required int LeasesLost { get; init; }

    public required int Failures { get; init; }

    public DateTime? Updated { get; init; }

    /// <summary>What is wrong with its files.</summary>
    public string? Error { get; init; }
}

/// <summary>The studies.</summary>
internal sealed record StudyList(IReadOnlyList<StudyRow> Studies);

/// <summary>A worker of a study, as the journal tells.</summary>
internal sealed record WorkerRow(string Name, int Cells, int Given, int Commits, int Done, int LeasesLost, int Failures, DateTime? Changed);

/// <summary>A bad end of a cell.</summary>
internal sealed record FailureRow(string Cell, string? Worker, long Epoch, string Outcome, long TEnv, string? Message, bool GivenUp, DateTime? At);

/// <summary>A study: its cells are asked for apart.</summary>
/// <param name="Study">The study.</param>
/// <param name="TotalWorkers">How many workers it ever had.</param>
/// <param name="Workers">Those with cells, then the others that were heard of last.</param>
/// <param name="Alarms">What a person must decide, in a sentence each.</param>
/// <param name="Bad">The latest bad ends of cells, the latest first.</param>
internal sealed record StudyDetail(
    StudyRow Study, int TotalWorkers, IReadOnlyList<WorkerRow> Workers, IReadOnlyList<string> Alarms, IReadOnlyList<FailureRow> Bad);

/// <summary>A cell of a study.</summary>
internal sealed record CellRow
{
    public required string Id { get; init; }

    /// <summary>Algorithm, environment and seed, as its folder in a store tells.</summary>
    public required string Algorithm { get; init; }

    public required string Environment { get; init; }

    public required string Seed { get; init; }

    public required string State { get; init; }

    /// <summary>Who has it, or had it last.</summary>
    public string? Worker { get; init; }

    public required long Epoch { get; init; }

    /// <summary>How often it was given to a worker.</summary>
    public required int Attempts { get; init; }

    public required int Commits { get; init; }

    public required int LeasesLost { get; init; }

    public required long TEnv { get; init; }

    public required long Steps { get; init; }

    /// <summary>How long workers had it; null where nothing tells.</summary>
    public double? Seconds { get; init; }

    public DateTime? Changed { get; init; }

    /// <summary>What went wrong the last time.</summary>
    public string? Message { get; init; }

    /// <summary>The id of its run; null where none was found.</summary>
    public string? Run { get; init; }
}

/// <summary>A page of the cells of a study.</summary>
/// <param name="Total">How many cells were asked for.</param>
/// <param name="Page">The page.</param>
/// <param name="Size">How many cells one has.</param>
/// <param name="States">How many of those that were asked for are in each state.</param>
/// <param name="Cells">The cells.</param>
internal sealed record CellList(int Total, int Page, int Size, IReadOnlyDictionary<string, int> States, IReadOnlyList<CellRow> Cells);

/// <summary>A study changed.</summary>
internal sealed record StudyEvent(string Id);
