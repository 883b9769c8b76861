using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The state of a run between two rounds besides weights, optimisers and replayed episodes: the content of <c>state.json</c>.
/// It holds no time and no path, so equal runs have equal states.
/// </summary>
public sealed record CheckpointState
{
    /// <summary>The version of the format that is written, and the only one that is read.</summary>
    public const int CurrentFormat = 1;

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

    /// <summary>When the targets of each parameter group were last updated, by the group's name and in the unit of its target rule.</summary>
    public IReadOnlyDictionary<string, long> LastTargetUpdate { get; init; } = new Dictionary<string, long>();

    /// <summary>The algorithm's own counters by name.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>();

    /// <summary>What has been added up since the last row of the metrics, by the column it goes to.</summary>
    public IReadOnlyDictionary<string, RunningMean> SinceLastRow { get; init; } = new Dictionary<string, RunningMean>();

    /// <summary>The largest of each figure since the last row of the metrics, of those of which the largest is told.</summary>
    public IReadOnlyDictionary<string, double> LargestSinceLastRow { get; init; } = new Dictionary<string, double>();

    /// <summary>The figures of the best evaluation so far; null before the first.</summary>
    public IReadOnlyDictionary<string, double>? Best { get; init; }

    /// <summary>The mark of the replay in its segments, in the replay's own format; null without a replay.</summary>
    public JsonElement? Replay { get; init; }
}
