using System.Diagnostics;
using System.Globalization;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;
using Spectre.Console;

namespace Phalanx.Cli.Training;

/// <summary>Progress for somebody who watches: a line with a bar that moves, the rate, the time left and the latest figures.</summary>
internal sealed class TerminalProgress : IProgress<TrainingProgress>
{
    // More often nobody sees, and short rounds are many a second.
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly ProgressTask _task;
    private readonly Pace _pace = new();
    private long _last;
    private string _latest = "";

    private TerminalProgress(ProgressTask task) => _task = task;

    /// <summary>Shows progress while some work is done.</summary>
    public static RunSummary During(Func<IProgress<TrainingProgress>, RunSummary> work) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context => work(new TerminalProgress(context.AddTask("training"))));

    public void Report(TrainingProgress value)
    {
        (double Rate, double SecondsLeft)? pace = _pace.At(value);
        if (value.Latest is { } figures)
        {
            _latest = $", test_return_mean {Figures.Number(figures[MetricsColumns.TestReturnMean])}"
                + (figures.TryGetValue(MetricsColumns.Loss, out double loss) ? $", loss {Figures.Number(loss)}" : "");
        }
        else if (Stopwatch.GetElapsedTime(_last) < Refresh)
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        string speed = pace is { } known
            ? string.Create(CultureInfo.InvariantCulture, $", {known.Rate:F0} steps/s, {TimeSpan.FromSeconds(Math.Ceiling(known.SecondsLeft)):g} left")
            : "";
        _task.MaxValue = value.Steps;
        _task.Value = Math.Min(value.TEnv, value.Steps);
        _task.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"t_env {value.TEnv}{speed}{_latest}"));
    }
}
