using System.Diagnostics;
using Phalanx.Learning.Training;
using Spectre.Console;

namespace Phalanx.Cli.Analysis;

/// <summary>Progress of work that is told as a part of the whole: a bar on a terminal, nothing elsewhere.</summary>
internal sealed class WorkProgress : IProgress<double>, ITrainerObserver
{
    // More often cannot be seen.
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly ProgressTask _task;
    private long _last;

    private WorkProgress(ProgressTask task) => _task = task;

    /// <summary>Does some work, showing how far it is on a terminal.</summary>
    public static T During<T>(bool shown, string what, Func<WorkProgress?, T> work) => !shown
        ? work(null)
        : AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => work(new WorkProgress(context.AddTask(Markup.Escape(what), maxValue: 1))));

    public void Report(double value)
    {
        if (value >= 1 || Stopwatch.GetElapsedTime(_last) >= Refresh)
        {
            _last = Stopwatch.GetTimestamp();
            _task.Value = value;
        }
    }

    public void RoundEnded(TrainingProgress progress, RoundReport round) => Report((double)progress.TEnv / progress.Steps);
}
