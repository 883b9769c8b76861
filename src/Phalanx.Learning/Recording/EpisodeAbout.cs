using System.Text.Json.Serialization;

namespace Phalanx.Learning.Recording;

/// <summary>An episode in a few numbers.</summary>
public sealed record EpisodeAbout
{
    /// <summary>Its number in the evaluation.</summary>
    public required long Number { get; init; }

    /// <summary>The seed that the environment was reset with, as text.</summary>
    public required string Seed { get; init; }

    /// <summary>How many steps it has.</summary>
    public required int Steps { get; init; }

    /// <summary>The sum of its rewards; no number where it is not finite.</summary>
    public required double Return { get; init; }

    /// <summary>How it ended.</summary>
    public required EpisodeEnd End { get; init; }

    /// <summary>The statistics, in the order of the header; no number where one is not finite.</summary>
    public IReadOnlyList<double> Statistics { get => field ?? []; init; }
}

/// <summary>How an episode ended.</summary>
public enum EpisodeEnd
{
    /// <summary>The task itself ended.</summary>
    [JsonStringEnumMemberName("terminated")]
    Terminated,

    /// <summary>It was cut off.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,
}

/// <summary>What the index at the end of a record says about an episode, so that a reader need not open it to list it.</summary>
public sealed record RecordEntry
{
    /// <summary>Where its framed record begins in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>How long that is, the framing included.</summary>
    public required long Length { get; init; }

    /// <summary>How many steps the episode has.</summary>
    public required int Steps { get; init; }

    /// <summary>The sum of its rewards; no number where it is not finite.</summary>
    public required double Return { get; init; }

    /// <summary>Whether the team won; null where the environment has no statistic <c>battle_won</c>.</summary>
    public bool? Won { get; init; }

    /// <summary>The seed that the environment was reset with, as text.</summary>
    public required string Seed { get; init; }
}

/// <summary>The index at the end of a record. Without it the record is torn.</summary>
internal sealed record RecordIndex
{
    public required IReadOnlyList<RecordEntry> Episodes { get; init; }
}
