using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cli.Watching;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Spectre.Console;

namespace Phalanx.Cli.Training;

/// <summary>A run that another process trains, shown until it ends: as a picture on a terminal, as lines elsewhere.</summary>
internal static class WatchSession
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    /// <summary>Watches a run to its end. A run that has ended is shown once.</summary>
    /// <returns>The exit code that tells how the run ended.</returns>
    /// <exception cref="OperationCanceledException">The watching was cancelled; the run goes on.</exception>
    public static int Run(string folder, TextWriter output, bool json, CancellationToken cancellation)
    {
        var run = new FollowedRun(folder);
        RunView end = !json && Terminal.ShowsPicture(output)
            ? new LivePicture(AnsiConsole.Console).Follow(run.Look, cancellation)
            : PrintTests(run, output, json, cancellation);
        if (!json)
        {
            output.WriteLine(Outcome(end));
        }

        return end.Sighting.State switch
        {
            RunState.Done => ExitCode.Done,
            RunState.Interrupted => ExitCode.Interrupted,
            _ => ExitCode.Fault,
        };
    }

    private static RunView PrintTests(FollowedRun run, TextWriter output, bool json, CancellationToken cancellation)
    {
        RunView view = run.Look();
        if (!json)
        {
            string steps = view.Steps is { } known ? string.Create(CultureInfo.InvariantCulture, $", {known} steps") : "";
            output.WriteLine($"{view.Title}{steps}, in {Shown.Name(view.Title.Folder)}");
            output.WriteLine();
        }

        long last = -1;
        while (true)
        {
            // A run that is resumed makes the rows again that were cut: each test is told once.
            for (int row = 0; row < view.Metrics.Rows; row++)
            {
                if (view.Metrics.TEnv[row] > last)
                {
                    last = view.Metrics.TEnv[row];
                    output.WriteLine(json ? JsonLine(view.Metrics, row) : PlainLine(view, row));
                }
            }

            if (view.Sighting.State != RunState.Running)
            {
                return view;
            }

            cancellation.WaitHandle.WaitOne(Interval);
            cancellation.ThrowIfCancellationRequested();
            view = run.Look();
        }
    }

    private static string PlainLine(RunView view, int row)
    {
        // The rate is that of now, and says nothing about an earlier test.
        (double, double)? pace = row == view.Metrics.Rows - 1 && view.Sighting is { State: RunState.Running, Status: { StepsPerSecond: { } rate, SecondsLeft: { } left } }
            ? (rate, left)
            : null;
        Dictionary<string, double> figures = [];
        foreach (string column in view.Metrics.Columns.Skip(2))
        {
            if (view.Metrics[column][row] is { } value)
            {
                figures[Shown.Name(column)] = value;
            }
        }

        return ProgressLine.Of(view.Metrics.TEnv[row], view.Steps, pace, figures);
    }

    private static string JsonLine(MetricsFollower metrics, int row)
    {
        var line = new JsonObject { [MetricsColumns.TEnv] = metrics.TEnv[row] };
        foreach (string column in metrics.Columns.Skip(1))
        {
            if (metrics[column][row] is { } value)
            {
                line[column] = double.IsFinite(value) ? value : null;
            }
        }

        return line.ToJsonString();
    }

    private static string Outcome(RunView view)
    {
        string at = string.Create(CultureInfo.InvariantCulture, $"at t_env {view.TEnv}");
        string resume = $"'{Tool.Name} resume {Shown.Name(view.Title.Folder)}' goes on";
        RunStatus? status = view.Sighting.Status;
        return view.Sighting.State switch
        {
            RunState.Done => status is null ? $"done {at}" : string.Create(
                CultureInfo.InvariantCulture, $"done {at}, {status.Episodes} episodes, {status.TrainingSteps} training steps, {status.WallSeconds:F1} s"),
            RunState.Interrupted => $"interrupted {at}; {resume}",
            RunState.Failed => $"failed {at}: {Shown.Sentence(status?.Error ?? "it does not say why")}",
            RunState.Stopped => $"stopped {at}: no sign of life for {Quantities.Duration(view.Sighting.Silence ?? TimeSpan.Zero)}; {resume}",
            _ => view.Sighting.Silence is { } silence
                ? $"there is no progress.json, so nothing tells whether the run is being trained; its last row is {Quantities.Duration(silence)} old"
                : "there is neither progress.json nor a test, so nothing tells whether the run is being trained",
        };
    }
}
