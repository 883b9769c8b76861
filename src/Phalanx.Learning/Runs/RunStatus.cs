using System.Text.Json;
using System.Text.Json.Serialization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// How far a run is and whether it is alive: the content of <c>progress.json</c>, which the process that trains it writes again and again. Who
/// watches a run needs this file and <c>metrics.csv</c>, and never disturbs it. The file is no part of a run's result.
/// </summary>
public sealed record RunStatus
{
    /// <summary>The format that this build writes.</summary>
    public const int CurrentFormat = 1;

    // A sentence has at most 2000 characters; a hostile file may have more.
    private const int MostBytes = 64 * 1024;

    /// <summary>The format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>How it stands with the run: running, done, interrupted or failed.</summary>
    public required RunState State { get; init; }

    /// <summary>Grows with every time the file is written. While it changes, the process is alive.</summary>
    public required long Beat { get; init; }

    /// <summary>The process that trains the run, by the number that its machine knows it by.</summary>
    public required int Pid { get; init; }

    /// <summary>When this process began to train, in universal time, by its own clock.</summary>
    public required DateTime Started { get; init; }

    /// <summary>When the file was written, in universal time, by the clock of that process.</summary>
    public required DateTime Updated { get; init; }

    /// <summary>What it does; of a run that ended, what it did last.</summary>
    public required RunPhase Phase { get; init; }

    /// <summary>Environment steps collected.</summary>
    public required long TEnv { get; init; }

    /// <summary>Environment steps to collect in all.</summary>
    public required long Steps { get; init; }

    /// <summary>Episodes collected.</summary>
    public required long Episodes { get; init; }

    /// <summary>Training steps made.</summary>
    public required long TrainingSteps { get; init; }

    /// <summary>How long all processes trained the run together.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Environment steps a second in the last minute; null while that is unknown.</summary>
    public double? StepsPerSecond { get; init; }

    /// <summary>The seconds left at that rate; null while that is unknown, and when the run ended.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Rows of <c>metrics.csv</c>.</summary>
    public required int Rows { get; init; }

    /// <summary>The <c>t_env</c> of the latest checkpoint; null while there is none.</summary>
    public long? Checkpoint { get; init; }

    /// <summary>The memory that the process takes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>What the run is short of while it goes on or waits, such as space on the disk, in a sentence; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Warning { get; init; }

    /// <summary>Why the run failed, in a sentence; else null.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// Of a run that failed because a number that it learned with was not finite, the versions that it learned and simulated in: as long as they are the same it
    /// would fail again. Null for every other run.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResultVersions? Diverged { get; init; }

    /// <summary>Reads the file, which may be replaced meanwhile.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="UserErrorException">The file cannot be read, is damaged, or is of a newer format.</exception>
    public static RunStatus? Read(string path)
    {
        if (SharedReading.AllOf(path, MostBytes) is not { } content)
        {
            return null;
        }

        try
        {
            RunStatus status = JsonSerializer.Deserialize(content, StatusJson.Default.RunStatus) ?? throw new JsonException();
            if (status.Format > CurrentFormat)
            {
                throw new UserErrorException($"'{path}' has format {status.Format}, and this build reads {CurrentFormat}");
            }

            return status.IsPossible ? status : throw new JsonException();
        }
        catch (JsonException failure)
        {
            throw new UserErrorException($"'{path}' is damaged: {JsonDamage.Describe(failure)}", failure);
        }
    }

    /// <summary>The file's bytes: one line.</summary>
    internal byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, StatusJson.Default.RunStatus), (byte)'\n'];

    private bool IsPossible => Format >= 1
        && State is not (RunState.Stopped or RunState.Unknown)
        && TEnv >= 0 && Steps >= 0 && Episodes >= 0 && TrainingSteps >= 0 && Rows >= 0 && MemoryBytes >= 0
        && Checkpoint is null or >= 0
        && WallSeconds is >= 0 and < double.PositiveInfinity
        && StepsPerSecond is null or (>= 0 and < double.PositiveInfinity)
        && SecondsLeft is null or (>= 0 and < double.PositiveInfinity);
}
