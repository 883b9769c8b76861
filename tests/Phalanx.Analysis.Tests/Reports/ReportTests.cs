using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly ReportRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void An_arm_has_the_statistics_of_the_tails_of_its_runs()
    {
        Report report = _runs.Report(
            new SyntheticRun { Seed = 0, Returns = [0, 2, 2, 2, 2, 2], WallSeconds = 100 },
            new SyntheticRun { Seed = 1, Returns = [1, 4, 4, 4, 4, 4], WallSeconds = 200 },
            new SyntheticRun { Seed = 2, Returns = [2, 6, 6, 6, 6, 6], WallSeconds = 300 });
        ArmResult arm = Assert.Single(Assert.Single(report.Tasks).Primary.Arms);
        Assert.Equal([2, 4, 6], arm.Scores);
        Assert.Equal(new Quartiles(3, 4, 5), arm.Quartiles);
        Assert.Equal(4.968, arm.Mean.HalfWidth!.Value, 5e-4);
        Assert.Equal((4, new Interval(2, 6)), (arm.InterquartileMean, arm.InterquartileInterval!.Value));
        Assert.Equal(4, arm.Best);
        Assert.Equal((1 + 20) / 6.0, arm.Area!.Value, 1e-12);
        Assert.Equal(200, arm.WallSeconds);
        Assert.Equal(60_005 / 200.0, arm.StepsPerSecond, 1e-9);
        Assert.Equal([10_000, 20_000, 30_000, 40_000, 50_000, 60_000], arm.Curve.Steps);
        Assert.Equal(new Quartiles(0.5, 1, 1.5), arm.Curve.Quartiles[0]);
        Assert.Equal(new Interval(2, 6), arm.Curve.InterquartileIntervals![^1]);
    }

    [Fact]
    public void Runs_with_few_tests_are_scored_by_their_closing_one()
    {
        MetricResult metric = _runs.Report(new SyntheticRun { Returns = [1, 2], FinalReturn = 7 }).Tasks[0].Primary;
        Assert.Equal(ScoreForm.Final, metric.Score);
        Assert.Equal([7], metric.Arms[0].Scores);
        Assert.Null(metric.Arms[0].InterquartileInterval);
        Assert.Null(metric.Arms[0].Mean.Interval);
    }

    [Fact]
    public void Won_episodes_decide_where_all_runs_count_them()
    {
        var won = new SyntheticRun { Wins = [0, 0.5, 1] };
        Assert.Equal(["win", "return"], _runs.Report(won).Tasks[0].Metrics.Select(metric => metric.Metric));
        Assert.Equal(["return"], _runs.Report(won, new SyntheticRun { Algorithm = "vdn" }).Tasks[0].Metrics.Select(metric => metric.Metric));
    }

    [Fact]
    public void A_failed_run_is_the_worst_in_medians_and_leaves_means_undefined()
    {
        double none = double.NaN;
        ArmResult arm = _runs.Report(
            new SyntheticRun { Seed = 0, Returns = [1, 2], FinalReturn = none },
            new SyntheticRun { Seed = 1, Returns = [1, 2], FinalReturn = 3 },
            new SyntheticRun { Seed = 2, Returns = [1, 2], FinalReturn = 4 }).Tasks[0].Primary.Arms[0];
        Assert.Equal(1, arm.Failed);
        Assert.Equal(3, arm.Quartiles.Median);
        Assert.Equal(double.NegativeInfinity, arm.Quartiles.Lower);
        Assert.True(double.IsNaN(arm.Mean.Mean) && double.IsNaN(arm.InterquartileMean));
        Assert.Null(arm.InterquartileInterval);
    }

    [Fact]
    public void Runs_of_different_lengths_are_taken_up_to_the_end_of_the_shortest()
    {
        ArmResult arm = _runs.Report(
            new SyntheticRun { Seed = 0, Returns = [1, 1, 1, 1, 1, 1, 90, 90] },
            new SyntheticRun { Seed = 1, Returns = [2, 2, 2, 2, 2, 2] }).Tasks[0].Primary.Arms[0];
        Assert.Equal([1, 2], arm.Scores);
        Assert.Equal(6, arm.Curve.Steps.Count);
        Assert.Equal((60_000, 80_000), arm.Budget);
    }

    [Fact]
    public void The_first_steps_are_of_levels_between_the_bounds()
    {
        MetricResult metric = _runs.Report(
            new SyntheticRun { Seed = 0, Returns = [0, 0, 0, 0, 0], Wins = [0, 0.6, 0.4, 0.6, 0.9] },
            new SyntheticRun { Seed = 1, Returns = [0, 0, 0, 0, 0], Wins = [0, 0.6, 0.6, 0.6, 0.6] },
            new SyntheticRun { Seed = 2, Returns = [0, 0, 0, 0, 0], Wins = [0, 0.7, 0.7, 0.7, 0.7] }).Tasks[0].Primary;
        Assert.Equal([0.5, 0.8], metric.Levels);
        Assert.Equal(20_003, metric.Arms[0].FirstSteps[0]);
        Assert.Equal(double.PositiveInfinity, metric.Arms[0].FirstSteps[1]);
    }

    [Fact]
    public void All_tasks_together_takes_arms_on_all_bounded_tasks()
    {
        Report report = _runs.Report(
            new SyntheticRun { Wins = [1, 1, 1] },
            new SyntheticRun { Environment = "battle/8m", Wins = [0, 0, 0.5] },
            new SyntheticRun { Environment = "battle/8m", Algorithm = "vdn", Wins = [0, 0, 0.5] },
            new SyntheticRun { Environment = "unbounded" });
        Assert.Equal(["battle/3m", "battle/8m"], report.Across!.Tasks);
        AcrossArm arm = Assert.Single(report.Across.Arms);
        Assert.Equal("qmix", arm.Arm);
        Assert.Equal([0.75, 0.75, 0.75, 0.25], arm.Values);
        Assert.Null(arm.Intervals);
        Assert.Null(_runs.Report(new SyntheticRun { Wins = [1, 1, 1] }).Across);
    }

    [Fact]
    public void Intervals_follow_from_the_seed_of_the_report()
    {
        SyntheticRun[] runs = [.. Enumerable.Range(0, 7).Select(seed => new SyntheticRun { Seed = (ulong)seed, Returns = [0, 0, 0, 0, seed * seed] })];
        var loaded = _runs.Load(runs);
        Interval? first = IntervalWith(0);
        Assert.Equal(first, IntervalWith(0));
        Assert.NotEqual(first, IntervalWith(1));

        Interval? IntervalWith(ulong seed) => Report.Of(loaded, new ReportOptions { Seed = seed }).Tasks[0].Primary.Arms[0].InterquartileInterval;
    }

    [Fact]
    public void Without_a_finished_run_there_is_no_report()
    {
        string run = new SyntheticRun().Write(_runs.Folder["run"]);
        File.Delete(Path.Combine(run, "summary.json"));
        Assert.Equal(
            $"none of the runs can be reported on: the run '{run}' is not finished: it has no summary.json",
            Assert.Throws<UserErrorException>(() => Report.Of(LoadedRuns.Read([run]), new ReportOptions())).Message);
    }
}
