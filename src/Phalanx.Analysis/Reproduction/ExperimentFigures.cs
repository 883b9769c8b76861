using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Figures;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Analysis.Reproduction;

/// <summary>Draws what a paper draws: curves of the arms on every environment, and tables of one-step games as colours.</summary>
/// <param name="environments">The environments there are.</param>
/// <param name="algorithms">The algorithms there are.</param>
public sealed class ExperimentFigures(EnvironmentRegistry environments, AlgorithmRegistry algorithms)
{
    private const int LongestTraining = 4;

    private const string Steps = "environment steps";

    /// <summary>The figures of an experiment; none where nothing is finished that could be drawn.</summary>
    /// <param name="reproduced">The experiment with its runs.</param>
    public IReadOnlyList<Figure> Of(ReproducedExperiment reproduced)
    {
        ArgumentNullException.ThrowIfNull(reproduced);
        IEnumerable<Figure?> figures = reproduced.Scope.EnvironmentsOf(reproduced.Experiment).Select(environment =>
            reproduced.Experiment.Report.Figure == FigureForm.Curves ? Curves(reproduced, environment) : Tables(reproduced, environment));
        return [.. figures.OfType<Figure>()];
    }

    private Figure? Curves(ReproducedExperiment reproduced, ExperimentEnvironment environment)
    {
        ReportForm report = reproduced.Experiment.Report;
        CurveSeries[] series =
        [
            .. reproduced.Experiment.Arms.Select((arm, place) => Series(report, arm, reproduced.Runs.Finished(arm.Id, environment.Id), place)).OfType<CurveSeries>(),
        ];
        return series.Length == 0
            ? null
            : CurveFigure.Draw(
                NameOf(reproduced.Experiment, environment), $"{environment.Title}: {Words(report)}", Steps, AxisOf(report.Metric), [.. series, .. Level(report, environment, series)]);
    }

    /// <summary>The level that the curves are drawn beside, as long as the longest of them.</summary>
    private IEnumerable<CurveSeries> Level(ReportForm report, ExperimentEnvironment environment, CurveSeries[] series)
    {
        if (report.Reference is { } reference
            && ReferencePlay.LevelOn(reference, environments[environment.Name], SettingsOf(environment), report.Metric) is { } level)
        {
            yield return new CurveSeries(reference.Label, [series.Min(each => each.X[0]), series.Max(each => each.X[^1])], [level, level], null) { IsReference = true };
        }
    }

    private static CurveSeries? Series(ReportForm report, ExperimentArm arm, IReadOnlyList<ExperimentRun> runs, int place)
    {
        RunCurve[] curves = [.. runs.Select(run => run.Figures!.CurveOf(report.Metric)).OfType<RunCurve>().Where(curve => !curve.IsEmpty)];
        if (curves.Length == 0)
        {
            return null;
        }

        var aligned = AlignedRuns.Of(curves);
        (double Centre, Interval? Band)[] points = [.. Enumerable.Range(0, aligned.Steps.Count).Select(step => Point(report.Statistic, aligned.At(step)))];
        return new CurveSeries(
            $"{arm.Label}, {(curves.Length == 1 ? "1 run" : $"{curves.Length} runs")}",
            [.. aligned.Steps.Select(step => (double)step)],
            [.. points.Select(point => point.Centre)],
            curves.Length == 1 ? null : [.. points.Select(point => point.Band ?? new Interval(double.NaN, double.NaN))])
        { Colour = place };
    }

    private static (double Centre, Interval? Band) Point(CurveStatistic statistic, double[] values)
    {
        if (statistic == CurveStatistic.MedianQuartiles)
        {
            Quartiles quartiles = Quantiles.Quartiles(values);
            return (quartiles.Median, new Interval(quartiles.Lower, quartiles.Upper));
        }

        var mean = MeanEstimate.Of(values);
        return (mean.Mean, statistic == CurveStatistic.MeanCi ? mean.Interval : mean.StandardError is { } error ? new Interval(mean.Mean - error, mean.Mean + error) : null);
    }

    private static string Words(ReportForm report) => report.Statistic switch
    {
        CurveStatistic.MeanCi => "mean over runs and its 95 % interval",
        CurveStatistic.MeanSe => "mean over runs and its standard error",
        _ => "median over runs and the band from 25 to 75 %",
    };

    private static string AxisOf(string column) => column switch
    {
        MetricsColumns.TestReturnMean => "test return",
        MetricsColumns.TestBattleWonMean => "share of battles won",
        _ => column,
    };

    /// <summary>The tables of a run along its training: those that are kept beside it, or else those of its checkpoints.</summary>
    /// <param name="run">A finished run of a game of one step.</param>
    public IReadOnlyList<OneStepMoment> MomentsOf(ExperimentRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        string kept = Path.Combine(run.State.Path, OneStepMoment.File);
        return File.Exists(kept) ? OneStepMoment.ReadAll(kept) : OneStepHistory.Of(RunDirectory.OpenToRead(run.State.Path), environments, algorithms);
    }

    /// <summary>The payoffs, and the joint values that the first finished run of every arm learned; or those values at several times of the training.</summary>
    private Figure? Tables(ReproducedExperiment reproduced, ExperimentEnvironment environment)
    {
        if (PayoffsOf(environment) is not { Agents: 2, Values.Length: <= HeatMapSvg.MostCells } payoffs)
        {
            return null;
        }

        bool along = reproduced.Experiment.Report.Figure == FigureForm.HeatmapOverTraining;
        HeatMap[] learned =
        [
            .. from arm in reproduced.Experiment.Arms
               let run = reproduced.Runs.First(arm.Id, environment.Id)
               where run?.State.Summary?.OneStep is not null
               from map in along ? Along(arm, run, payoffs) : Learned(arm.Label, run.State.Summary!.OneStep!, payoffs)
               select map,
        ];
        HeatMap[] maps = [.. along ? Array.Empty<HeatMap>() : [new("payoff", payoffs, Optima(payoffs))], .. learned];
        string title = learned.Length == 0 ? "payoffs; the best joint action is framed"
            : $"{(along ? "joint values along the training" : "payoffs, and joint values that were learned")}; the greedy joint action is framed";
        return learned.Length == 0 && reproduced.Experiment.Arms.Count > 0
            ? null
            : new Figure(NameOf(reproduced.Experiment, environment), $"{environment.Title}: {title}", HeatMapSvg.Draw(maps));
    }

    /// <summary>A line for each table of an arm, a column for each time.</summary>
    private IEnumerable<HeatMap> Along(ExperimentArm arm, ExperimentRun run, PayoffTable payoffs)
    {
        OneStepMoment[] moments = [.. MomentsOf(run).TakeLast(LongestTraining)];
        HeatMap[][] columns = [.. moments.Select(moment => Learned($"{arm.Label}, {Figure.Label(moment.TEnv)} steps", moment.Tables, payoffs).ToArray())];
        return columns.Length == 0 ? [] : Enumerable.Range(0, columns.Min(column => column.Length)).SelectMany(table => columns.Select(column => column[table]));
    }

    private static IEnumerable<HeatMap> Learned(string label, OneStepSummary result, PayoffTable payoffs)
    {
        IEnumerable<(string Title, JointTable Table)> tables =
        [
            .. result.JointValues is { } joint ? [(label, joint)] : Array.Empty<(string, JointTable)>(),
            .. result.OtherValues.Select(other => ($"{label}, {other.Key}", other.Value)),
        ];
        foreach ((string title, JointTable table) in tables.Where(each => each.Table.Values.Length == payoffs.Values.Length))
        {
            yield return new HeatMap(title, new PayoffTable(payoffs.Agents, payoffs.Actions, table.Values), [result.GreedyJointAction]);
        }
    }

    private static IReadOnlyList<int>[] Optima(PayoffTable payoffs) =>
    [
        .. Enumerable.Range(0, payoffs.Values.Length)
            .Where(cell => payoffs.Values[cell] == payoffs.Max)
            .Select(cell => (IReadOnlyList<int>)[cell / payoffs.Actions, cell % payoffs.Actions]),
    ];

    private PayoffTable? PayoffsOf(ExperimentEnvironment environment) => environments[environment.Name].SpecOf(SettingsOf(environment)).Payoffs;

    private object SettingsOf(ExperimentEnvironment environment)
    {
        string[] own = [.. environment.Settings.Where(setting => RunNames.IsOfEnvironment(setting.Path)).Select(setting => $"{setting.Path}={setting.Value.Text()}")];
        return new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf).ResolveEnvironment(environment.Name, own);
    }

    private static string NameOf(Experiment experiment, ExperimentEnvironment environment) =>
        experiment.Environments.Count == 1 ? experiment.Slug : $"{experiment.Slug}-{environment.Id}";
}
