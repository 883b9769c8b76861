using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The state of a run between two rounds besides weights, optimisers and replayed episodes: the content of <c>state.json</c>.
/// It holds no time and no path, so equal runs have equal states.
/// </summary>
public sealed record CheckpointState
{
    /// <summary>The version of the format that is written. The one before it, which had no checksums, is read too.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The version that had no checksums.</summary>
    internal const int FormatWithoutChecksums = 1;

    /// <summary>The version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>The seed of the addresses of all randomness; with the counters it names every draw to come.</summary>
    public required ulong RandomSeed { get; init; }

    /// <summary>Environment steps collected.</summary>
    public required long TEnv { get; init; }

    /// <summary>Episodes collected.</summary>
    public required long Episode { get; init; }

    /// <summary>Training steps made.</summary>
    public required long TrainingSteps { get; init; }

    /// <summary>Episodes skipped because their environments misbehaved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long SkippedEpisodes { get; init; }

    /// <summary>
    /// The environment step at which the next evaluation falls due. Where <see cref="TEnv"/> has reached it, the run was stopped before that evaluation, which
    /// is then the first thing to be made.
    /// </summary>
    public required long NextEvaluation { get; init; }

    /// <summary>The environment step up to which every evaluation that was due has been made: what later ones left is cut when the run is continued from here.</summary>
    internal long LastTest => Math.Min(TEnv, NextEvaluation - 1);

    /// <summary>How many rows the metrics had: later ones are cut when the run is continued from here.</summary>
    public required int MetricsRows { get; init; }

    /// <summary>The checksum of the metrics up to the last of these rows; null in the format that had none.</summary>
    public uint? MetricsChecksum { get; init; }

    /// <summary>The checksums of the other files of the checkpoint, which are set when it is written; null in the format that had none.</summary>
    public CheckpointChecksums? Checksums { get; init; }

    /// <summary>When the targets of each parameter group were last updated, by the group's name and in the unit of its target rule.</summary>
    public IReadOnlyDictionary<string, long> LastTargetUpdate { get; init; } = new Dictionary<string, long>();

    /// <summary>The algorithm's own counters by name.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>();

    /// <summary>What has been added up since the last row of the metrics, by the column it goes to.</summary>
    public IReadOnlyDictionary<string, RunningMean> SinceLastRow { get; init; } = new Dictionary<string, RunningMean>();

    /// <summary>The largest of each figure since the last row of the metrics, of those of which the largest is told. An earlier version had none.</summary>
    public IReadOnlyDictionary<string, double> LargestSinceLastRow
    {
        // A file without the key sets null here, even where a property is initialised.
        get => field ?? new Dictionary<string, double>();
        init;
    }

    /// <summary>The figures of the best evaluation so far; null before the first.</summary>
    public IReadOnlyDictionary<string, double>? Best { get; init; }

    /// <summary>The mark of the replay in its segments, in the replay's own format; null without a replay.</summary>
    public JsonElement? Replay { get; init; }

    /// <summary>Whether all is there that every version wrote: a file without a key that is not required sets null, even where a property is initialised.</summary>
    internal bool IsComplete => LastTargetUpdate is not null && Counters is not null && SinceLastRow is not null;

    /// <summary>Whether all counts are ones that a run can have.</summary>
    internal bool IsPossible =>
        TEnv >= 0 && Episode >= 0 && TrainingSteps >= 0 && NextEvaluation >= 0 && MetricsRows >= 0 && SinceLastRow.Values.All(mean => mean.Count > 0);
}
