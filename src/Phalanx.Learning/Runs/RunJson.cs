using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Learning.Runs;

/// <summary>How summaries are written: for other programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    Converters = [typeof(NonFiniteAsNull)])]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class SummaryJson : JsonSerializerContext;

/// <summary>How the history of a run is written: for other programs, and to be read back completely. What its environment is has a form of its own.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RunHistory))]
[JsonSerializable(typeof(JsonDocument))]
internal sealed partial class OriginJson : JsonSerializerContext;

/// <summary>
/// How the state of a checkpoint is written: any number is read back exactly, and unknown properties are refused.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CheckpointState))]
internal sealed partial class StateJson : JsonSerializerContext;

/// <summary>How the status of a run is written: for other programs, on one line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    Converters = [typeof(LowerCaseNames<RunState>), typeof(LowerCaseNames<RunPhase>)])]
[JsonSerializable(typeof(RunStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;

/// <summary>Writes the members of an enumeration as <c>snake_case</c>.</summary>
internal sealed class LowerCaseNames<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
