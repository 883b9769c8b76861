using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Settings;

namespace Phalanx.Analysis.Runs;

/// <summary>A run that came to its end, as statistics read it: its settings, its tests and its summary.</summary>
public sealed class FinishedRun
{
    private readonly FrozenDictionary<string, string> _settings;

    private FinishedRun(string path, IReadOnlyList<KeyValuePair<string, string>> settings, MetricsTable metrics, RunSummary summary)
    {
        Path = path;
        Settings = settings;
        Metrics = metrics;
        Summary = summary;
        _settings = settings.ToFrozenDictionary();
        Algorithm = Required($"{RunNames.AlgorithmGroup}.name");
        Environment = Required($"{RunNames.EnvironmentGroup}.name");
        Steps = Number<long>("training.steps");
        Seed = Number<ulong>("training.seed");
        EvaluationInterval = Math.Max(1, Number<long>("evaluation.interval"));
    }

    /// <summary>The folder, as it was given.</summary>
    public string Path { get; }

    /// <summary>The algorithm's name.</summary>
    public string Algorithm { get; }

    /// <summary>The environment's name.</summary>
    public string Environment { get; }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; }

    /// <summary>How many environment steps it was to take.</summary>
    public long Steps { get; }

    /// <summary>How many environment steps lie between two tests.</summary>
    public long EvaluationInterval { get; }

    /// <summary>All settings, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; }

    /// <summary>The tests along the run.</summary>
    public MetricsTable Metrics { get; }

    /// <summary>The end of the run.</summary>
    public RunSummary Summary { get; }

    /// <summary>The text of a setting; null where the run has no such setting.</summary>
    /// <param name="path">The path of the setting.</param>
    public string? this[string path] => _settings.GetValueOrDefault(path);

    /// <summary>Reads a run.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="known">Binds its settings to today's records; null to take them as the file has them.</param>
    /// <exception cref="UserErrorException">It is none, is damaged, or has not come to its end.</exception>
    public static FinishedRun Read(string path, KnownSettings? known = null)
    {
        using var directory = RunDirectory.OpenToRead(path);
        if (!File.Exists(directory.SummaryPath))
        {
            throw new UserErrorException($"the run '{path}' is not finished: it has no summary.json");
        }

        var run = new FinishedRun(
            path, known?.Of(directory) ?? FlatSettings.Read(directory.SettingsPath), MetricsTable.Read(directory.MetricsPath), RunSummary.Read(directory.SummaryPath));
        run.ThrowIfUnfinished();
        MetricsAgreement.ThrowIfShort(directory, run.Metrics, run.Summary, run.EvaluationInterval);
        MetricsAgreement.ThrowIfOther(directory);
        return run;
    }

    /// <summary>The values of a metric along the run; none at all where no test has it.</summary>
    /// <param name="metric">A name as in <see cref="MetricName"/>.</param>
    public RunCurve Curve(string metric)
    {
        string column = MetricName.Column(metric, Metrics.Columns);
        return Metrics.Columns.Contains(column) ? new RunCurve(EvaluationInterval, Metrics.TEnv, Metrics[column]) : new RunCurve(EvaluationInterval, [], []);
    }

    /// <summary>The value of a metric in the closing test; null where that test has none.</summary>
    /// <param name="metric">A name as in <see cref="MetricName"/>.</param>
    public double? Final(string metric) => Summary.Final.TryGetValue(MetricName.Column(metric, Metrics.Columns), out double value) ? value : null;

    private void ThrowIfUnfinished()
    {
        if (Summary.TEnv < Steps)
        {
            throw new UserErrorException($"the run '{Path}' is not finished: it has {Summary.TEnv} of {Steps} steps");
        }

        if (Summary.Algorithm != Algorithm || Summary.Environment != Environment || Summary.Seed != Seed)
        {
            throw new UserErrorException(
                $"the run '{Path}' is damaged: its settings are of {Algorithm} on {Environment} with seed {Seed}, "
                + $"and its summary of {Summary.Algorithm} on {Summary.Environment} with seed {Summary.Seed}");
        }
    }

    private string Required(string setting) =>
        this[setting] ?? throw new UserErrorException($"the run '{Path}' is damaged: its settings.yaml has no {setting}");

    private T Number<T>(string setting)
        where T : struct, IBinaryInteger<T> => T.TryParse(Required(setting), NumberStyles.None, CultureInfo.InvariantCulture, out T value)
        ? value
        : throw new UserErrorException($"the run '{Path}' is damaged: {setting} is '{this[setting]}' and no whole number");
}
