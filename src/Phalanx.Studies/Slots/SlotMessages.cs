using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Studies.Slots;

/// <summary>What a slot is told to do: train a cell.</summary>
/// <param name="SettingsFile">The file of the complete settings.</param>
/// <param name="Folder">The run directory, which need not exist.</param>
/// <param name="Threads">How many threads train it.</param>
/// <param name="MemoryLimit">The most bytes that its replay may take.</param>
/// <param name="IsForeign">Whether the settings came from another machine: an environment that is a program is refused then, since no code travels.</param>
public sealed record SlotOrder(string SettingsFile, string Folder, int Threads, long MemoryLimit, bool IsForeign = false)
{
    /// <summary>Checkpoints that another machine may copy: they are not deleted until the slot is told to hold others.</summary>
    public IReadOnlyList<long> Held { get; init; } = [];
}

/// <summary>How a cell ended in a slot.</summary>
public enum SlotOutcome
{
    /// <summary>It is as long as was asked for.</summary>
    Done,

    /// <summary>It was stopped, and is saved.</summary>
    Stopped,

    /// <summary>It was refused: it would be everywhere.</summary>
    UserError,

    /// <summary>Something failed that should not.</summary>
    Fault,

    /// <summary>The machine refused what the cell needs, such as space on the disk; it may go on elsewhere.</summary>
    MachineFault,

    /// <summary>The slot's process ended without a word, or was ended by the system.</summary>
    Killed,
}

/// <summary>What a slot says: how far its cell is, or how it ended.</summary>
public sealed record SlotReport
{
    /// <summary>Environment steps collected.</summary>
    public long TEnv { get; init; }

    /// <summary>The figures of a test, if one was just made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Figures { get; init; }

    /// <summary>How the cell ended; null while it goes on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SlotOutcome? Outcome { get; init; }

    /// <summary>The checkpoints that are held now; only in the answer to an order to hold some.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Held { get; init; }

    /// <summary>What the slot computes in; only in the answer to <see cref="SlotProgram.ClassQuestion"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SlotClass? Class { get; init; }

    /// <summary>What went wrong, in a sentence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }
}

/// <summary>How orders and reports are written: a line of JSON each.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SlotOrder))]
[JsonSerializable(typeof(SlotReport))]
internal sealed partial class SlotJson : JsonSerializerContext
{
    public static string Line(SlotOrder order) => JsonSerializer.Serialize(order, Default.SlotOrder);

    public static string Line(SlotReport report) => JsonSerializer.Serialize(report, Default.SlotReport);
}
