using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Phalanx.Dashboard.Following;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Settings;

namespace Phalanx.Dashboard.Answers;

/// <summary>All of one run.</summary>
/// <param name="presets">The settings that presets give to an algorithm on an environment; null where that is not known.</param>
internal sealed class DetailAnswers(Func<string, string, IReadOnlyList<ResolvedSetting>>? presets)
{
    private readonly ConcurrentDictionary<(string Algorithm, string Environment), IReadOnlyDictionary<string, string>> _known = new();

    /// <summary>The run.</summary>
    public RunDetail Of(FollowedRun run)
    {
        RunView view = run.View;
        IReadOnlyDictionary<string, string> usual = view.Settings is { Algorithm: { } algorithm, Environment: { } environment }
            ? _known.GetOrAdd((algorithm, environment), pair => PresetsOf(pair.Algorithm, pair.Environment))
            : new Dictionary<string, string>();
        return new RunDetail
        {
            Run = RunRow.Of(view),
            Settings = [.. (view.Settings?.All ?? []).Select(setting => new SettingRow(setting.Key, setting.Value, Other(setting, usual)))],
            Presets = usual.Count > 0,
            Summary = view.Summary is { } summary ? JsonNode.Parse(summary.ToJson()) : null,
            Progress = view.Status is { } status ? Progress(status) : null,
            Columns = run.Read(metrics => metrics.Columns),
            Checkpoints = Checkpoints(view),
        };
    }

    /// <summary>Columns from a row on.</summary>
    public static MetricsPart Metrics(FollowedRun run, Question question)
    {
        IReadOnlyList<string> asked = question.List("columns", 200);
        int since = question.Whole("since", 0, 0, int.MaxValue);
        return run.Read(metrics =>
        {
            int from = Math.Min(since, metrics.Rows);
            IEnumerable<string> columns = asked.Count == 0 ? metrics.Columns : metrics.Columns.Where(asked.Contains);
            return new MetricsPart(
                run.View.Generation, from, metrics.Rows,
                columns.ToDictionary(column => column, column => (IReadOnlyList<double?>)[.. metrics[column].Skip(from)]));
        });
    }

    /// <summary>What the presets give, where it is another value.</summary>
    private static string? Other(KeyValuePair<string, string> setting, IReadOnlyDictionary<string, string> usual) =>
        !setting.Key.StartsWith("training.", StringComparison.Ordinal) && usual.TryGetValue(setting.Key, out string? value) && value != setting.Value ? value : null;

    private static JsonObject Progress(RunStatus status) => new()
    {
        ["phase"] = status.Phase.ToString().ToLowerInvariant(),
        ["pid"] = status.Pid,
        ["started"] = status.Started,
        ["updated"] = status.Updated,
        ["episodes"] = status.Episodes,
        ["training_steps"] = status.TrainingSteps,
        ["wall_seconds"] = status.WallSeconds,
        ["checkpoint"] = status.Checkpoint,
        ["memory_bytes"] = status.MemoryBytes,
    };

    private static IReadOnlyList<long> Checkpoints(RunView view)
    {
        try
        {
            using var run = RunDirectory.OpenToRead(view.Place.Folder);
            return run.Checkpoints.Available;
        }
        catch (ExplainedException)
        {
            return [];
        }
    }

    private Dictionary<string, string> PresetsOf(string algorithm, string environment)
    {
        try
        {
            return presets?.Invoke(algorithm, environment).ToDictionary(setting => setting.Path, setting => setting.Text.Trim('"', '\''))
                ?? [];
        }
        catch (ExplainedException)
        {
            // An environment or an algorithm of another program.
            return [];
        }
    }
}
