using System.Globalization;
using Phalanx.Cli.Watching;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Spectre.Console;

namespace Phalanx.Cli.Training;

/// <summary>A run as it is shown: what it is about to do, how far it is, and what it came to.</summary>
internal static class Session
{
    /// <summary>Opens a run and trains to the end, or until it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before it was done; it is saved.</exception>
    public static int Run(Func<TrainerServices, Trainer> open, SessionOutput shown, CancellationToken cancellation)
    {
        (TextWriter output, TextWriter error, bool json) = shown;
        bool pictured = shown.IsPictured;
        TerminalProgress? terminal = !json && !pictured && Terminal.IsTerminal(output) ? new TerminalProgress() : null;
        ITrainerObserver? observer = json || pictured ? null : (ITrainerObserver?)terminal ?? new LineProgress(output);
        using var warnings = new WarningLines(error, held: pictured);
        using Trainer trainer = open(new TrainerServices { Observer = warnings.Beside(observer) });
        if (!json)
        {
            PrintHeading(trainer, output, pictured);
        }

        foreach (string warning in trainer.Needs.Warnings)
        {
            error.WriteLine($"warning: {warning}");
        }

        LivePicture? picture = pictured ? new LivePicture(AnsiConsole.Console) : null;
        RunSummary summary;
        try
        {
            summary = picture is not null ? picture.During(LookAt(trainer), Train) : terminal is not null ? terminal.During(Train) : Train();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !json)
        {
            output.WriteLine(GoesOn(trainer, shown));
            throw;
        }

        bool interrupted = cancellation.IsCancellationRequested && summary.TEnv < trainer.Settings.Training.Steps;
        if (!json)
        {
            PrintOutcome(trainer, shown, summary, interrupted, trainer.ObserverFailure ?? picture?.Failure);
        }

        if (interrupted)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        if (json)
        {
            output.WriteLine(summary.ToJson());
        }

        return ExitCode.Done;

        RunSummary Train() => trainer.Run(cancellation);
    }

    /// <summary>Looks at a run that is trained here, as another process would: by its files, but for its status.</summary>
    private static Func<RunView> LookAt(Trainer trainer)
    {
        var title = RunTitle.Of(trainer);
        var metrics = new MetricsFollower(Path.Combine(trainer.Folder, "metrics.csv"));
        return () =>
        {
            RunStatus status = trainer.Status;
            metrics.Follow();
            return new RunView(title, new RunSighting(status.State, status, null), metrics);
        };
    }

    private static void PrintHeading(Trainer trainer, TextWriter output, bool pictured)
    {
        // A picture has this in its first lines.
        if (!pictured)
        {
            RunSettings settings = trainer.Settings;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.AlgorithmName} on {settings.EnvironmentName}, seed {settings.Training.Seed}, {settings.Training.Steps} steps, in {Shown.Name(trainer.Folder)}"));
        }

        output.WriteLine(trainer.Memory);
        output.WriteLine(trainer.Needs);
        output.WriteLine();
    }

    private static void PrintOutcome(Trainer trainer, SessionOutput shown, RunSummary summary, bool interrupted, Exception? unseen)
    {
        TextWriter output = shown.Output;
        if (unseen is { } failure)
        {
            output.WriteLine($"warning: progress could not be shown to the end: {Shown.Sentence(failure.Message)}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.TEnv} steps in {summary.Episodes} episodes, {summary.TrainingSteps} training steps, {summary.WallSeconds:F1} s"));
        output.WriteLine($"final: {Figures.Line(summary.Final)}");
        output.WriteLine($"best:  {Figures.Line(summary.Best)}");
        if (summary.OneStep is { } oneStep && trainer.Spec.Payoffs is { } payoffs)
        {
            OneStepTables.Print(output, payoffs, oneStep, Path.Combine(trainer.Folder, "summary.json"));
        }

        output.WriteLine();
        output.WriteLine(interrupted
            ? GoesOn(trainer, shown)
            : $"the run is in {Shown.Name(trainer.Folder)}");
    }

    private static string GoesOn(Trainer trainer, SessionOutput shown) => $"saved; '{Tool.Name} resume {Shown.Name(trainer.Folder)}{shown.ResumeOptions}' goes on";
}
