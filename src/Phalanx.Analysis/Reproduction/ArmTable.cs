using System.Globalization;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reproduction;

/// <summary>What the arms of an experiment gave on one environment, line by line.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Statistic">What stands in <see cref="ArmRow.Result"/>.</param>
/// <param name="Rows">The arms, in the order of the experiment.</param>
public sealed record ArmTable(ExperimentEnvironment Environment, string Statistic, IReadOnlyList<ArmRow> Rows)
{
    /// <summary>The tables of an experiment: one for each environment that arms are run on.</summary>
    /// <param name="reproduced">The experiment with its runs.</param>
    public static IReadOnlyList<ArmTable> All(ReproducedExperiment reproduced)
    {
        ArgumentNullException.ThrowIfNull(reproduced);
        return [.. reproduced.Scope.EnvironmentsOf(reproduced.Experiment).Select(environment => Of(reproduced, environment)).Where(table => table.Rows.Count > 0)];
    }

    private static ArmTable Of(ReproducedExperiment reproduced, ExperimentEnvironment environment)
    {
        Experiment experiment = reproduced.Experiment;
        bool oneStep = reproduced.Runs.All.Any(run => run.Cell.Environment.Id == environment.Id && run.Figures?.GreedyJointAction is not null);
        IEnumerable<ArmRow> rows =
            from arm in experiment.Arms
            where arm.RunsOn(environment.Id) || arm.Impossible is not null
            let runs = reproduced.Runs.Finished(arm.Id, environment.Id)
            select runs.Count == 0 ? new ArmRow(arm, 0, WhyNone(arm, reproduced.Scope), [])
                : oneStep ? new ArmRow(arm, runs.Count, GreedyActions(runs), [])
                : Tests(arm, experiment.Report, runs);
        return new ArmTable(environment, oneStep ? "greedy joint actions" : Words(experiment.Report), [.. rows]);
    }

    private static string WhyNone(ExperimentArm arm, ExperimentScope scope) =>
        arm.Impossible is { } reason ? $"cannot be run: {reason}"
        : arm.IsOptional && !scope.WithOptional ? "left out for its cost; add --all"
        : "no finished run";

    private static string Words(ReportForm report) => report.Statistic switch
    {
        CurveStatistic.MeanCi => $"mean of the last tests' {report.Metric} with its 95 % interval",
        CurveStatistic.MeanSe => $"mean of the last tests' {report.Metric} with its standard error",
        _ => $"median of the last tests' {report.Metric} and the band from 25 to 75 %",
    };

    /// <summary>Which joint actions the runs end with, the commonest first: <c>AA 4 (pays 8), CC 1 (pays 7.9)</c>.</summary>
    private static string GreedyActions(IReadOnlyList<ExperimentRun> runs)
    {
        IEnumerable<string> actions = runs
            .Where(run => run.Figures!.GreedyJointAction is not null)
            .GroupBy(run => string.Concat(run.Figures!.GreedyJointAction!.Select(Letter)))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {group.Count()} (pays {Numbers.Shown(group.First().State.Summary!.OneStep!.GreedyPayoff)})");
        return string.Join(", ", actions);
    }

    private static string Letter(int action) => action < 26 ? ((char)('A' + action)).ToString() : string.Create(CultureInfo.InvariantCulture, $"[{action}]");

    private static ArmRow Tests(ExperimentArm arm, ReportForm report, IReadOnlyList<ExperimentRun> runs)
    {
        double[] tails =
        [
            .. runs.Select(run => run.Figures!.Failure is not null ? double.NegativeInfinity
                : run.Figures.CurveOf(report.Metric) is { } curve ? curve.Tail() ?? double.NaN
                : run.State.Summary!.Final.GetValueOrDefault(report.Metric, double.NaN)),
        ];
        return new ArmRow(arm, runs.Count, report.Statistic == CurveStatistic.MedianQuartiles ? Median(tails) : Mean(tails, report.Statistic), tails);
    }

    private static string Median(double[] tails)
    {
        Quartiles quartiles = Quantiles.Quartiles(tails);
        return $"{Numbers.Shown(quartiles.Median)} ({Numbers.Shown(quartiles.Lower)} to {Numbers.Shown(quartiles.Upper)})";
    }

    private static string Mean(double[] tails, CurveStatistic statistic)
    {
        var mean = MeanEstimate.Of(tails);
        double? error = statistic == CurveStatistic.MeanCi ? mean.HalfWidth : mean.StandardError;
        return $"{Numbers.Shown(mean.Mean)}{(error is { } known ? $" ± {Numbers.Shown(known)}" : "")}";
    }
}

/// <summary>What one arm gave.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Runs">How many finished runs it has.</param>
/// <param name="Result">What they came to, or why there are none.</param>
/// <param name="Scores">The figure of each run, in the order of the seeds; empty for one-step games, whose joint actions say it.</param>
public sealed record ArmRow(ExperimentArm Arm, int Runs, string Result, IReadOnlyList<double> Scores)
{
    /// <summary>The figure of each run, for people.</summary>
    public string ScoresInWords => string.Join(", ", Scores.Select(score => Numbers.Shown(score)));
}
