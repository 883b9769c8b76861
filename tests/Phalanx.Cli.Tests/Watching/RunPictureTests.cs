using Phalanx.Cli.Watching;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Tests.Watching;

public sealed class RunPictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_picture_of_60_columns() => Assert.Equal(
        [
            "qmix on battle/3m, seed 1              runs/qmix/battle/3m/1",
            "━━━━━──── 60 %  600.1k of 1M  2,310 steps/s  2 min 54 s left",
            "return  ▁▁▂▂▂▃▃▃▄▄▄▄▅▅▅▆▆▆▇▇▇▇██    18.91  best 19.7 at 560k",
            "won     ▁▁▂▂▂▂▃▃▃▄▄▄▄▅▅▅▅▆▆▆▇▇▇▇     0.92  best 0.92",
            "loss    █▃▂▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  0.01167",
            "epsilon 0.05  episodes 14,210  training steps 1,776",
        ],
        Draw(60));

    [Fact]
    public void A_picture_of_80_columns() => Assert.Equal(
        [
            "qmix on battle/3m, seed 1                                  runs/qmix/battle/3m/1",
            "━━━━━━━━━────── 60 %  t_env 600,112 of 1,000,000  2,310 steps/s  2 min 54 s left",
            "return  ▁▁▁▂▂▂▂▂▂▃▃▃▃▃▃▄▄▄▄▄▄▅▅▅▅▅▅▅▆▆▆▆▆▆▇▇▇▇▇▇▇███    18.91  best 19.7 at 560k",
            "won     ▁▁▁▁▂▂▂▂▂▂▂▃▃▃▃▃▃▄▄▄▄▄▄▄▅▅▅▅▅▅▅▆▆▆▆▆▆▆▇▇▇▇▇▇     0.92  best 0.92",
            "loss    █▄▃▂▂▂▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  0.01167",
            "epsilon 0.05  episodes 14,210  training steps 1,776  checkpoint 500k",
        ],
        Draw(80));

    [Fact]
    public void A_picture_of_120_columns() => Assert.Equal(
        [
            "qmix on battle/3m, seed 1                                                                          runs/qmix/battle/3m/1",
            "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━────────────────────── 60 %  t_env 600,112 of 1,000,000  2,310 steps/s  2 min 54 s left",
            "return  ▁▁▁▁▁▂▂▂▂▂▂▂▂▃▃▃▃▃▃▃▃▄▄▄▄▄▄▄▄▄▅▅▅▅▅▅▅▅▅▆▆▆▆▆▆▆▆▆▇▇▇▇▇▇▇█▇███                            18.91  best 19.7 at 560k",
            "won     ▁▁▁▁▁▂▂▂▂▂▂▂▂▂▃▃▃▃▃▃▃▃▃▄▄▄▄▄▄▄▄▄▅▅▅▅▅▅▅▅▅▅▆▆▆▆▆▆▆▆▆▇▇▇▇▇▇▇▇▇                             0.92  best 0.92",
            "loss    █▄▃▃▂▂▂▂▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁                          0.01167",
            "epsilon 0.05  episodes 14,210  training steps 1,776  checkpoint 500k  memory 1.2 GB",
        ],
        Draw(120));

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(59)]
    [InlineData(300)]
    public void No_line_is_longer_than_the_terminal_is_wide(int width) => Assert.All(Draw(width), line => Assert.True(line.Length <= width, line));

    [Fact]
    public void Before_the_first_test_there_are_no_curves()
    {
        RunStatus status = ShownRun.Status with { TEnv = 900, StepsPerSecond = null, SecondsLeft = null, Phase = RunPhase.Collect, Checkpoint = null };
        string[] lines = Draw(80, status, metrics: new MetricsFollower(_folder.At("none.csv")));
        Assert.EndsWith("─ 0 %  t_env 900 of 1,000,000  collecting", lines[1], StringComparison.Ordinal);
        Assert.Equal("no test yet", lines[2]);
        Assert.Equal("episodes 14,210  training steps 1,776  no checkpoint  memory 1.2 GB", lines[3]);
    }

    [Theory]
    [InlineData(RunState.Done, "done in 4 min 12 s")]
    [InlineData(RunState.Interrupted, "interrupted")]
    [InlineData(RunState.Failed, "failed")]
    [InlineData(RunState.Stopped, "stopped, silent for 34 s")]
    public void A_run_that_is_not_running_tells_how_it_stands_instead_of_how_long_it_takes(RunState state, string tail)
    {
        string[] lines = Draw(100, state: state);
        Assert.EndsWith($" 60 %  t_env 600,112 of 1,000,000  {tail}", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("memory", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_room_the_counts_tell_how_healthy_the_numbers_are()
    {
        MetricsFollower metrics = ShownRun.Metrics(_folder, row => new Dictionary<string, double>(ShownRun.Figures(row))
        {
            [MetricsColumns.GradNorm] = 3.25,
            [MetricsColumns.ClippedShare] = row / 590.0,
            [MetricsColumns.LargestValue] = 41.5,
        });
        Assert.EndsWith("  checkpoint 500k  memory 1.2 GB  gradient 3.25 (10 % clipped)  largest |Q| 41.5", Draw(160, metrics: metrics)[5], StringComparison.Ordinal);
        Assert.EndsWith("  checkpoint 500k  memory 1.2 GB", Draw(100, metrics: metrics)[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_status_is_shown_by_its_tests()
    {
        RunView view = new(ShownRun.Title, new RunSighting(RunState.Unknown, null, TimeSpan.FromHours(3)), ShownRun.Metrics(_folder));
        string[] lines = ShownRun.Draw(view, 100);
        Assert.EndsWith(" 60 %  t_env 600,000 of 1,000,000  last row 3 h 0 min ago", lines[1], StringComparison.Ordinal);
        Assert.Equal("epsilon 0.05", lines[5]);

        lines = ShownRun.Draw(view with { Title = ShownRun.Title with { Steps = null } }, 100);
        Assert.Equal("t_env 600,000  last row 3 h 0 min ago", lines[1]);
    }

    [Fact]
    public void Figures_that_are_not_finite_are_marked_and_warned_of()
    {
        MetricsFollower metrics = ShownRun.Metrics(_folder, row => new Dictionary<string, double>
        {
            [MetricsColumns.TestReturnMean] = row,
            [MetricsColumns.Loss] = row >= 57 ? double.NaN : 1,
        });
        string[] lines = Draw(120, metrics: metrics);
        Assert.StartsWith("loss    ▄▄▄▄", lines[3], StringComparison.Ordinal);
        Assert.Contains("▄▄···  ", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("  NaN", lines[3], StringComparison.Ordinal);
        Assert.Equal("warning: loss was not finite in 3 of 60 tests, first at t_env 580k", lines[^1]);
    }

    [Fact]
    public void Where_no_battle_can_be_won_the_first_statistic_of_the_environment_is_shown()
    {
        MetricsFollower metrics = ShownRun.Metrics(
            _folder,
            row => new Dictionary<string, double> { [MetricsColumns.TestReturnMean] = row, ["test_captures_of_prey_mean"] = row },
            ["empty", "captures_of_prey"]);
        string[] lines = Draw(80, metrics: metrics);
        Assert.StartsWith("captures_of_  ▁▁", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void The_sentence_of_a_failed_run_takes_as_many_lines_as_it_needs_and_no_more_than_three()
    {
        RunStatus status = ShownRun.Status with { State = RunState.Failed, Error = $"loss is {new string('x', 80)} \u001b[2J" };
        string[] lines = Draw(60, status, RunState.Failed);
        Assert.StartsWith("error: loss is xxx", lines[^2], StringComparison.Ordinal);
        Assert.EndsWith("x \\u001B[2J", lines[^1], StringComparison.Ordinal);

        lines = Draw(60, status with { Error = new string('x', 1000) }, RunState.Failed);
        Assert.Equal(3, lines.Count(line => line.Contains("xxxx", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_run_that_is_short_of_something_says_so_as_long_as_it_runs()
    {
        RunStatus status = ShownRun.Status with { Warning = "no space is left on the disk; the run waits" };
        Assert.Equal("warning: no space is left on the disk; the run waits", Draw(80, status)[^1]);
        Assert.DoesNotContain(Draw(80, status, RunState.Stopped), line => line.Contains("warning", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_with_a_long_name_is_cut_at_its_beginning()
    {
        RunView view = View(ShownRun.Status, RunState.Running, ShownRun.Metrics(_folder));
        view = view with { Title = ShownRun.Title with { Folder = $"{new string('a', 100)}/the end" } };
        Assert.EndsWith("aa/the end", ShownRun.Draw(view, 60)[0], StringComparison.Ordinal);
        Assert.StartsWith("qmix on battle/3m, seed 1  …aaa", ShownRun.Draw(view, 60)[0], StringComparison.Ordinal);
    }

    private string[] Draw(int width, RunStatus? status = null, RunState state = RunState.Running, MetricsFollower? metrics = null) =>
        ShownRun.Draw(View(status ?? ShownRun.Status, state, metrics ?? ShownRun.Metrics(_folder)), width);

    private static RunView View(RunStatus status, RunState state, MetricsFollower metrics) =>
        new(ShownRun.Title, new RunSighting(state, status, TimeSpan.FromSeconds(34)), metrics);
}
