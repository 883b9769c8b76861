using System.Diagnostics;
using System.Globalization;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;
using Spectre.Console;

namespace Phalanx.Cli.Training;

/// <summary>Progress on a terminal: a line with a bar that moves, the rate, the time left and the latest figures.</summary>
internal sealed class TerminalProgress : ITrainerObserver
{
    // More often cannot be seen, and short rounds are many a second.
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly Pace _pace = new();
    private ProgressTask? _task;
    private long _last;
    private string _latest = "";

    /// <summary>Shows the progress of a run while it is trained.</summary>
    public TResult During<TResult>(Func<TResult> train) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context =>
        {
            _task = context.AddTask("training");
            return train();
        });

    public void RoundEnded(TrainingProgress progress, RoundReport round)
    {
        (double Rate, double SecondsLeft)? pace = _pace.At(progress);
        if (Stopwatch.GetElapsedTime(_last) >= Refresh)
        {
            Show(progress, pace);
        }
    }

    public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures)
    {
        _latest = $", test_return_mean {Figures.Number(figures[MetricsColumns.TestReturnMean])}"
            + (figures.TryGetValue(MetricsColumns.Loss, out double loss) ? $", loss {Figures.Number(loss)}" : "");
        Show(progress, _pace.At(progress));
    }

    private void Show(TrainingProgress progress, (double Rate, double SecondsLeft)? pace)
    {
        if (_task is null)
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        string speed = pace is { } known
            ? string.Create(CultureInfo.InvariantCulture, $", {known.Rate:F0} steps/s, {TimeSpan.FromSeconds(Math.Ceiling(known.SecondsLeft)):g} left")
            : "";
        _task.MaxValue = progress.Steps;
        _task.Value = Math.Min(progress.TEnv, progress.Steps);
        _task.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"t_env {progress.TEnv}{speed}{_latest}"));
    }
}
