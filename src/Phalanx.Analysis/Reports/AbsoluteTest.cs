using Phalanx.Analysis.Runs;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Analysis.Reports;

/// <summary>
/// What weights of a run come to in many episodes that no test of the run had: the absolute metric of R. Gorsane et al., <em>Towards a standardised
/// performance evaluation protocol for cooperative MARL</em>, 2022. The weights are those of the run's best test where there is a checkpoint of it, and
/// otherwise the closing ones.
/// </summary>
/// <param name="Metric">The metric, by a name as in <see cref="MetricName"/>.</param>
/// <param name="Value">What it came to.</param>
/// <param name="TEnv">After how many environment steps the weights were saved.</param>
/// <param name="IsOfBestTest">Whether the best test was made with them.</param>
/// <param name="Episodes">How many episodes were played.</param>
public sealed record AbsoluteTest(string Metric, double Value, long TEnv, bool IsOfBestTest, int Episodes)
{
    /// <summary>How many times as many episodes are played as a test of the run has.</summary>
    public const int Factor = 10;

    /// <summary>Plays, for the return and, where the environment has battles, for the share of them that is won.</summary>
    /// <param name="run">The run.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="UserErrorException">The run has no weights, cannot be played, or is of another version.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<AbsoluteTest> Of(
        FinishedRun run, EnvironmentRegistry environments, AlgorithmRegistry algorithms, WorkerPool workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(algorithms);
        using var directory = RunDirectory.OpenToRead(run.Path);
        if (!directory.Checkpoints.Has(run.Summary.TEnv))
        {
            throw new UserErrorException($"the run '{run.Path}' has no weights of its end");
        }

        RunSettings settings = Trainer.ReadSettings(directory, environments, algorithms);
        var today = new ResultVersions(algorithms[settings.AlgorithmName].Results, environments[settings.EnvironmentName].Results);
        if (run.Summary.Results != today)
        {
            throw new UserErrorException($"the run '{run.Path}' is of an earlier version of its algorithm or environment, which would play other episodes now");
        }

        int episodes = Factor * settings.Evaluation.Episodes;
        var test = new CheckpointTest(settings, environments, algorithms, workers) { Purpose = RoundPurpose.AbsoluteEvaluation, Run = directory };
        Dictionary<long, IReadOnlyDictionary<string, double>> played = [];
        return [.. new[] { MetricName.Return, MetricName.Win }.Where(metric => run.Final(metric) is not null).Select(Test)];

        AbsoluteTest Test(string metric)
        {
            (long tEnv, bool isOfBest) = WeightsOf(run, metric, directory.Checkpoints);
            if (!played.TryGetValue(tEnv, out IReadOnlyDictionary<string, double>? figures))
            {
                // The same episodes for any weights of the run.
                played[tEnv] = figures = test.Play(directory.Checkpoints.At(tEnv), episodes, run.Seed, test: 0, cancellation: cancellation);
            }

            return new AbsoluteTest(metric, figures[MetricName.Column(metric, [])], tEnv, isOfBest, episodes);
        }
    }

    /// <summary>Of the tests that are equally good the first that there is a checkpoint of.</summary>
    private static (long TEnv, bool IsOfBestTest) WeightsOf(FinishedRun run, string metric, CheckpointStore checkpoints)
    {
        RunCurve curve = run.Curve(metric);
        (long TEnv, double Value)[] tests =
        [
            .. curve.Steps.Zip(curve.Values, (step, value) => (step, value ?? double.NaN)), (run.Summary.TEnv, run.Final(metric) ?? double.NaN),
        ];
        tests = [.. tests.Where(test => !double.IsNaN(test.Value))];
        (long TEnv, double Value)[] best = [.. tests.Where(test => test.Value >= tests.Max(other => other.Value) && checkpoints.Has(test.TEnv))];
        return best.Length > 0 ? (best[0].TEnv, true) : (run.Summary.TEnv, false);
    }
}
