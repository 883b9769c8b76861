using System.Text.Json;
using System.Text.Json.Serialization;
using Phalanx.Analysis.Experiments;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Results;

/// <summary>What is kept of a result beside its page: where and when it was made, and what the overview says of it.</summary>
public sealed record ResultRecord
{
    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>How much of it was asked for.</summary>
    public required ExperimentScope Scope { get; init; }

    /// <summary>How many claims hold.</summary>
    public required int Holds { get; init; }

    /// <summary>How many do not.</summary>
    public required int DoesNotHold { get; init; }

    /// <summary>For how many there are not enough runs.</summary>
    public required int NotEnoughRuns { get; init; }

    /// <summary>How many cannot be checked.</summary>
    public required int CannotBeChecked { get; init; }

    /// <summary>How many runs are finished, failed ones with them.</summary>
    public required int Runs { get; init; }

    /// <summary>How many were asked for.</summary>
    public required int RunsAsked { get; init; }

    /// <summary>The day on which it came to what it is.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The machine that judged it; where there are runs, each of them names its own.</summary>
    public required string Machine { get; init; }

    /// <summary>The version that judged it.</summary>
    public required string Version { get; init; }

    /// <summary>How long judging took, in seconds: for what is computed and not trained, that is all of it.</summary>
    public required double JudgingSeconds { get; init; }

    /// <summary>The files of the figures, beside the page.</summary>
    public required IReadOnlyList<string> Figures { get; init; }

    /// <summary>Reads a record.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It is missing or damaged.</exception>
    public static ResultRecord Read(string path) => JsonFile.Read(path, ResultJson.Default.ResultRecord);

    /// <summary>The document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ResultJson.Default.ResultRecord) + "\n";
}

/// <summary>The form of the documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ResultRecord))]
internal sealed partial class ResultJson : JsonSerializerContext;
