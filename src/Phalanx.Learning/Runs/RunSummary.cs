using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>The result of a run: the content of <c>summary.json</c>, which has a checksum too, and the one document that <c>train --json</c> prints.</summary>
public sealed record RunSummary
{
    /// <summary>The run directory.</summary>
    public required string Run { get; init; }

    /// <summary>The algorithm's name.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Environment steps collected.</summary>
    public required long TEnv { get; init; }

    /// <summary>Episodes collected.</summary>
    public required long Episodes { get; init; }

    /// <summary>Training steps made.</summary>
    public required long TrainingSteps { get; init; }

    /// <summary>Episodes skipped because their environments misbehaved, in the closing evaluation too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long SkippedEpisodes { get; init; }

    /// <summary>How long the run took, interruptions not counted.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>The figures of the closing evaluation, by the names of the columns of <c>metrics.csv</c>.</summary>
    public required IReadOnlyDictionary<string, double> Final { get; init; }

    /// <summary>The figures of the best evaluation.</summary>
    public required IReadOnlyDictionary<string, double> Best { get; init; }

    /// <summary>The tables of a one-step game; null for any other environment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OneStepSummary? OneStep { get; init; }

    /// <summary>What the run ran on, in the end.</summary>
    public Machine Machine { get; init; } = Machine.Current;

    /// <summary>The version of Phalanx that ran it, in the end.</summary>
    public string Version { get; init; } = Build.Version;

    /// <summary>The versions of what the algorithm learned and the environment simulated. A summary that names none is of the first ones.</summary>
    public ResultVersions Results
    {
        // A file without the key sets null here, even though the property is initialised.
        get => field ?? ResultVersions.First;
        init;
    }

    /// <summary>
    /// Whether processes of different bit classes trained the run, so that no one machine gives its last digits again; or one that was resumed from a checkpoint
    /// without some of its episodes.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OtherBits { get; init; }

    /// <summary>The processes that trained the run, the first one first; null when one did all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RunAttempt>? Attempts { get; init; }

    /// <summary>Reads a summary, and checks its checksum; those of earlier versions have none.</summary>
    /// <exception cref="UserErrorException">The file is missing or damaged.</exception>
    public static RunSummary Read(string path)
    {
        RunSummary summary = JsonFile.Read(
            path,
            SummaryJson.Default.RunSummary,
            content => SealedJson.Open(content, out byte[] json) ?? !SealedJson.IsMarked(content)
                ? json
                : throw new UserErrorException($"'{path}' is damaged: its checksum is wrong"));
        return summary.IsComplete ? summary : throw new UserErrorException($"'{path}' is damaged: something in it is missing");
    }

    /// <summary>Writes the file, or replaces it: the document with a checksum, since figures are read from it that nothing else tells.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.WriteAllBytes(path, (byte[])[.. SealedJson.Seal(Encoding.UTF8.GetBytes(ToJson())), (byte)'\n']);

    /// <summary>The document without a checksum. What is no finite number is null in it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SummaryJson.Default.RunSummary);

    /// <summary>Whether nothing is null that cannot be: what a file leaves out is, where it is not required, even where a property is initialised.</summary>
    private bool IsComplete => Machine is { Processor: not null, Simd: not null, System: not null, DotNet: not null }
        && Version is not null
        && (OneStep is null || OneStep.IsComplete)
        && (Attempts is null || Attempts.All(attempt => attempt is not null));
}
