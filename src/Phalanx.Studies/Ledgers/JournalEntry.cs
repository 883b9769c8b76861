using System.Text.Json;
using System.Text.Json.Serialization;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Ledgers;

/// <summary>What can happen to a cell in a ledger.</summary>
public enum JournalKind
{
    /// <summary>The study got the bit class that all of its cells are computed in.</summary>
    Class,

    /// <summary>A worker was given the cell, under a new epoch.</summary>
    Granted,

    /// <summary>A snapshot of it was received whole.</summary>
    Committed,

    /// <summary>A worker gave it back, or told how it ended.</summary>
    Ended,

    /// <summary>Its worker was not heard of until its lease ended.</summary>
    Expired,

    /// <summary>It shall not be run any more.</summary>
    Cancelled,

    /// <summary>It shall be run after all.</summary>
    Retried,

    /// <summary>An attempt that lost the cell came to its end all the same, and this is what it came to.</summary>
    Testified,

    /// <summary>What such an attempt came to was compared with the cell.</summary>
    Compared,
}

/// <summary>A line of a journal: something that happened. The state of a study is what these make of it, one after the other, and nothing else.</summary>
/// <param name="Kind">What happened.</param>
public sealed record JournalEntry(JournalKind Kind)
{
    /// <summary>The cell; null of what concerns the whole study.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cell { get; init; }

    /// <summary>The epoch of the grant that it belongs to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Epoch { get; init; }

    /// <summary>Of a comparison, the epoch of the attempt that became the cell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Stands { get; init; }

    /// <summary>The worker's name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Worker { get; init; }

    /// <summary>Environment steps of the snapshot, or of the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TEnv { get; init; }

    /// <summary>Whether the snapshot lies in the attempt of this epoch from now on, and no longer in that of an earlier one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Moved { get; init; }

    /// <summary>Whether the worker itself writes the attempt in which the snapshot lies, on a disk that it shares with the hub.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Shared { get; init; }

    /// <summary>How it ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SlotOutcome? Outcome { get; init; }

    /// <summary>
    /// Whether that is the end of it: it is not given to another worker. The ledger decided so by its terms of that day. Of a cell that is tried again, whether it
    /// begins anew. Of a comparison, whether the cell is in doubt by it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Final { get; init; }

    /// <summary>What an attempt came to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResultEvidence? Evidence { get; init; }

    /// <summary>What went wrong, in a sentence; or what differs; or the bit class, in words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>When it was written, by the wall clock of the writer: for people alone. No decision depends on it, and it is compared with no other clock.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? At { get; init; }
}

/// <summary>How the lines of journals are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(LowerCaseWords<JournalKind>), typeof(LowerCaseWords<SlotOutcome>)])]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;

/// <summary>Writes the members of an enumeration as <c>snake_case</c>.</summary>
internal sealed class LowerCaseWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
