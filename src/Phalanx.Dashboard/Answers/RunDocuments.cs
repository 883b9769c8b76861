using System.Text.Json.Nodes;
using Phalanx.Dashboard.Following;

namespace Phalanx.Dashboard.Answers;

/// <summary>A run in a list.</summary>
internal sealed record RunRow
{
    public required string Id { get; init; }

    public required string Path { get; init; }

    public required string Group { get; init; }

    public required string Algorithm { get; init; }

    public required string Environment { get; init; }

    public string? Seed { get; init; }

    public required string State { get; init; }

    public string? Phase { get; init; }

    public long? TEnv { get; init; }

    public long? Steps { get; init; }

    public double? Latest { get; init; }

    public double? Best { get; init; }

    public double? Won { get; init; }

    /// <summary>Environment steps a second; null for a run that does not run.</summary>
    public double? Speed { get; init; }

    /// <summary>Seconds left; null where that is unknown.</summary>
    public double? Left { get; init; }

    public DateTime? Updated { get; init; }

    public string? Error { get; init; }

    public required int Rows { get; init; }

    /// <summary>Grows when rows were replaced, so that a page reads them anew.</summary>
    public required int Generation { get; init; }

    public required IReadOnlyList<string> Records { get; init; }

    public required IReadOnlyList<double?> Outline { get; init; }

    public static RunRow Of(RunView run) => new()
    {
        Id = run.Place.Id,
        Path = run.Place.Path,
        Group = run.GroupId,
        Algorithm = run.Algorithm,
        Environment = run.Environment,
        Seed = run.Settings?.Seed,
        State = run.StateName,
        Phase = run.IsRunning ? run.Status?.Phase.ToString().ToLowerInvariant() : null,
        TEnv = run.TEnv,
        Steps = run.Steps,
        Latest = run.Figures.Return,
        Best = run.Figures.BestReturn,
        Won = run.Figures.Won,
        Speed = run.IsRunning ? run.Status?.StepsPerSecond : null,
        Left = run.IsRunning ? run.Status?.SecondsLeft : null,
        Updated = run.Updated,
        Error = run.Sentence,
        Rows = run.Figures.Rows,
        Generation = run.Generation,
        Records = run.Records,
        Outline = run.Figures.Outline,
    };
}

/// <summary>A page of a list of runs.</summary>
internal sealed record RunList(int Total, int Page, int Size, IReadOnlyDictionary<string, int> States, IReadOnlyList<RunRow> Runs);

/// <summary>A setting of a run.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Value">Its text.</param>
/// <param name="Preset">The text that the presets give; null where it is the same or they give none.</param>
internal sealed record SettingRow(string Path, string Value, string? Preset);

/// <summary>All of a run.</summary>
internal sealed record RunDetail
{
    public required RunRow Run { get; init; }

    public required IReadOnlyList<SettingRow> Settings { get; init; }

    /// <summary>Whether the presets of its algorithm and environment are known.</summary>
    public required bool Presets { get; init; }

    /// <summary>The summary, as the run wrote it.</summary>
    public JsonNode? Summary { get; init; }

    /// <summary>The progress, as the process wrote it.</summary>
    public JsonNode? Progress { get; init; }

    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<long> Checkpoints { get; init; }
}

/// <summary>Columns of a run's metrics.</summary>
/// <param name="Generation">Grows when rows were replaced: what was read before is then void.</param>
/// <param name="Since">The number of the first row in this document.</param>
/// <param name="Rows">How many rows there are in all.</param>
/// <param name="Columns">The values, column by column.</param>
internal sealed record MetricsPart(int Generation, int Since, int Rows, IReadOnlyDictionary<string, IReadOnlyList<double?>> Columns);
