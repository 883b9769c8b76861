using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Cluster.Rounds;

/// <summary>What a process is told that plays rounds for a run.</summary>
/// <param name="Hub">The trainer's address.</param>
/// <param name="Key">The file of the worker's key.</param>
/// <param name="Worker">What it is called.</param>
/// <param name="Slots">How many groups of episodes it plays side by side, a thread each.</param>
/// <param name="AllowsCommand">Whether the run may start a program, or read a file, of this machine.</param>
/// <param name="PatienceSeconds">How long the trainer may be away.</param>
internal sealed record PlayerOrder(string Hub, string Key, string Worker, int Slots, bool AllowsCommand, double PatienceSeconds);

/// <summary>What such a process says.</summary>
internal sealed record PlayerReport
{
    /// <summary>Something for the user.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Line { get; init; }

    /// <summary>How it ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlayerEnd? End { get; init; }
}

/// <summary>How a process ended that played rounds.</summary>
internal enum PlayerEnd
{
    /// <summary>The run is done.</summary>
    Done,

    /// <summary>It was told to stop.</summary>
    Stopped,

    /// <summary>The machine cannot play for the run.</summary>
    Refused,

    /// <summary>The trainer was away for too long.</summary>
    Lost,

    /// <summary>A call of an environment did not return; the process is of no use any more.</summary>
    Hangs,
}

/// <summary>How both are written: a line of JSON each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PlayerOrder))]
[JsonSerializable(typeof(PlayerReport))]
internal sealed partial class PlayerJson : JsonSerializerContext
{
    public static string Line(PlayerOrder order) => JsonSerializer.Serialize(order, Default.PlayerOrder);

    public static string Line(PlayerReport report) => JsonSerializer.Serialize(report, Default.PlayerReport);

    public static PlayerReport? Report(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.PlayerReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
