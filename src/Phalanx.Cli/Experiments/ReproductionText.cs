using System.Globalization;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;
using Phalanx.Cli.Training;
using Phalanx.Studies.Cells;

namespace Phalanx.Cli.Experiments;

/// <summary>A reproduced experiment for people: our table beside what the paper prints, a line for every claim, and notes.</summary>
internal static class ReproductionText
{
    /// <summary>Prints an experiment.</summary>
    public static void Print(TextWriter output, ReproducedExperiment reproduced)
    {
        Experiment experiment = reproduced.Experiment;
        string reduced = reproduced.Verdict.IsReduced ? " (reduced)" : "";
        output.WriteLine();
        output.WriteLine($"{experiment.Name}{reduced}: {experiment.Title} ({experiment.Place})");
        foreach (ExperimentRun run in reproduced.Runs.All.Where(run => run.State.Progress == CellProgress.Damaged))
        {
            output.WriteLine($"damaged, and counted as missing: {run.State.Path}: {run.State.Damage}");
        }

        foreach (ExperimentEnvironment environment in reproduced.Scope.EnvironmentsOf(experiment))
        {
            PrintTable(output, reproduced, environment);
        }

        foreach (PaperTable table in experiment.PaperValues.Tables)
        {
            PrintPaperTable(output, table);
        }

        foreach (string note in experiment.Notes)
        {
            output.WriteLine($"note: {note}");
        }

        output.WriteLine();
        ShownVerdicts.Print(output, reproduced.Verdict);
    }

    private static void PrintTable(TextWriter output, ReproducedExperiment reproduced, ExperimentEnvironment environment)
    {
        ExperimentArm[] arms = [.. reproduced.Experiment.Arms.Where(arm => arm.RunsOn(environment.Id) || arm.Impossible is not null)];
        if (arms.Length == 0)
        {
            return;
        }

        int width = Math.Max(3, arms.Max(arm => arm.Label.Length));
        bool oneStep = reproduced.Runs.All.Any(run => run.Cell.Environment.Id == environment.Id && run.Figures?.GreedyJointAction is not null);
        output.WriteLine();
        output.WriteLine($"{environment.Name}, {Words(reproduced.Experiment.Report)}");
        output.WriteLine($"{"arm".PadRight(width)}  {"runs",4}  {(oneStep ? "greedy joint actions" : "figures of the runs")}");
        foreach (ExperimentArm arm in arms)
        {
            ExperimentRun[] runs = [.. reproduced.Runs.Finished(arm.Id, environment.Id)];
            string figures =
                arm.Impossible is { } reason ? $"cannot be run: {reason}"
                : runs.Length == 0 ? (arm.IsOptional && !reproduced.Scope.WithOptional ? "left out for its cost; add --all" : "no finished run")
                : oneStep ? GreedyActions(runs)
                : Curve(reproduced.Experiment.Report, runs);
            output.WriteLine($"{arm.Label.PadRight(width)}  {runs.Length,4}  {figures}");
        }
    }

    private static string Words(ReportForm report) => report.Statistic switch
    {
        CurveStatistic.MeanCi => $"mean of the last tests' {report.Metric} with its 95 % interval",
        CurveStatistic.MeanSe => $"mean of the last tests' {report.Metric} with its standard error",
        _ => $"median of the last tests' {report.Metric} and the band from 25 to 75 %",
    };

    /// <summary>Which joint actions the runs end with, the commonest first: <c>AA 4, CC 1; pay 7.9, -12</c>.</summary>
    private static string GreedyActions(ExperimentRun[] runs)
    {
        IEnumerable<string> actions = runs
            .Where(run => run.Figures!.GreedyJointAction is not null)
            .GroupBy(run => string.Concat(run.Figures!.GreedyJointAction!.Select(Letter)))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {group.Count()} (pays {Figures.Number(group.First().State.Summary!.OneStep!.GreedyPayoff)})");
        return string.Join(", ", actions);
    }

    private static string Letter(int action) => action < 26 ? ((char)('A' + action)).ToString() : string.Create(CultureInfo.InvariantCulture, $"[{action}]");

    private static string Curve(ReportForm report, ExperimentRun[] runs)
    {
        double[] tails =
        [
            .. runs.Select(run => run.Figures!.CurveOf(report.Metric) is { } curve
                ? curve.Values.OfType<double>().TakeLast(RunCurve.TailRows).DefaultIfEmpty(double.NaN).Average()
                : run.State.Summary!.Final.GetValueOrDefault(report.Metric, double.NaN)),
        ];
        string each = string.Join(", ", tails.Select(Figures.Number));
        if (report.Statistic == CurveStatistic.MedianQuartiles)
        {
            Quartiles quartiles = Quantiles.Quartiles(tails);
            return $"{Figures.Number(quartiles.Median)} ({Figures.Number(quartiles.Lower)} to {Figures.Number(quartiles.Upper)}); runs {each}";
        }

        var mean = MeanEstimate.Of(tails);
        double? error = report.Statistic == CurveStatistic.MeanCi ? mean.HalfWidth : mean.StandardError;
        return $"{Figures.Number(mean.Mean)}{(error is { } known ? $" ± {Figures.Number(known)}" : "")}; runs {each}";
    }

    private static void PrintPaperTable(TextWriter output, PaperTable table)
    {
        output.WriteLine();
        output.WriteLine($"the paper's {table.Name} ({table.Source})");
        foreach (PaperTablePart part in table.Parts)
        {
            for (int row = 0; row < part.Rows.Count; row++)
            {
                string numbers = string.Concat(part.Rows[row].Select(value => $"{(value is { } printed ? Figures.Number(printed) : "?"),9}"));
                output.WriteLine($"  {(row == 0 ? part.Name : ""),-10}{numbers}");
            }
        }
    }
}
