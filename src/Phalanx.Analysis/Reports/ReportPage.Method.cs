using System.Globalization;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

// What the results stand on: the runs, what was left out, how numbers were computed, and the files.
public sealed partial class ReportPage
{
    private void AddLeftOut()
    {
        if (_report.LeftOut.Count > 0)
        {
            AddSection("left-out", $"Left out: {Count(_report.LeftOut.Count, "run")}", Html.List(_report.LeftOut));
        }
    }

    private void AddRuns()
    {
        string table = Html.Table(
            "All runs of this report.",
            ["run", "task", "arm", "seed", "steps", "closing return", "closing wins", "wall time", "steps/s"],
            _report.Groups.SelectMany(group => group.Runs.Select(run => (IReadOnlyList<string>)
            [
                run.Path,
                group.Task,
                group.Arm,
                run.Seed.ToString(CultureInfo.InvariantCulture),
                Numbers.Shown(run.Summary.TEnv),
                Numbers.Shown(run.Final(MetricName.Return)),
                Numbers.Shown(run.Final(MetricName.Win)),
                Numbers.Time(run.Summary.WallSeconds),
                Numbers.Shown(Math.Round(run.Summary.TEnv / Math.Max(run.Summary.WallSeconds, 1e-3))),
            ])),
            words: 3);
        string[] machines = [.. _report.Runs.Select(run => run.Summary.Machine.ToString()).Distinct()];
        string[] versions = [.. _report.Runs.Select(run => run.Summary.Version).Distinct()];
        AddSection("runs", "Runs", $"{table}<h3>Machines</h3>\n{Html.List(machines)}<h3>Versions of Phalanx</h3>\n{Html.List(versions)}");
    }

    private void AddMethod() => AddSection("method", "How it was computed", Html.List(
    [
        "A group holds the runs that are alike in algorithm, environment and all settings that can change a result; its runs differ in their seeds. Settings that do not count are the seed, the number of threads, the length and when checkpoints are saved. An arm is named by the settings in which groups of an algorithm differ on one task.",
        $"A score is the mean of the last {RunCurve.TailRows} tests of a run, since one test of few episodes is noisy. Where a run of the task has fewer tests, it is the closing test for all.",
        "Curves are taken over runs at equal environment steps. A test belongs to the multiple of the evaluation interval at which it was due, and a curve ends with the shortest run of its group.",
        "Quantiles are interpolated linearly at the position p(n-1) of the sorted values. Bands from 25 to 75 % are quartiles over runs.",
        "Intervals of means are m ± t(0.975, n-1) s / √n, with s over n-1. One run has no interval.",
        "IQM, the interquartile mean, drops floor(n/4) scores at each end and takes the mean of the others. With three runs or fewer it drops none and is the mean.",
        "The median over tasks is that of the means over runs. The optimality gap is 1 less the mean of the scores, each cut at 1.",
        $"Intervals of IQM and of other aggregates are percentile intervals of a stratified bootstrap: every replicate draws, for every task by itself, as many runs with replacement as there are. There are {Numbers.Shown((long)StratifiedBootstrap.ForAggregates)} replicates for aggregates and differences, {Numbers.Shown((long)StratifiedBootstrap.ForCurves)} for curves, and {Numbers.Shown((long)StratifiedBootstrap.ForProfiles)} for profiles and probabilities of improvement.",
        $"The draws of a replicate have the address (seed of the report, purpose, replicate). The seed is {_report.Seed}, so equal runs give equal intervals, to the last digit.",
        "Two arms are resampled independently of each other. Runs are not paired by seed, since a seed means nothing across algorithms.",
        "The probability of improvement on a task is the share of pairs of runs in which the first is better; ties count one half. Over several tasks it is the mean. An arm counts as better when the whole interval lies above 0.5, and by much from 0.75 on.",
        "A performance profile gives for every score the share of runs strictly above it.",
        "Scores are normalised by fixed bounds of the task, never by the runs themselves, so that a score depends on no other run. Tasks without known bounds take no part in what is told of all tasks.",
        "Steps a second count environment steps over the whole time of a run: acting, training and tests.",
        "No p-values are given, and no correction for many comparisons is made.",
    ]));

    private void AddFiles(IReadOnlyList<string> files, IReadOnlyList<string> notes)
    {
        string links = string.Concat(files.Select(file => $"<li><a href=\"{Html.Text(file)}\">{Html.Text(file)}</a></li>\n"));
        AddSection("files", "Files", $"<ul>\n{links}</ul>\n{Html.List(notes)}");
    }
}
