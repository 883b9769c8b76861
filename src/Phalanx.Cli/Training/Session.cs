using System.Globalization;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Training;

/// <summary>A run as it is shown: what it is about to do, how far it is, and what it came to.</summary>
internal static class Session
{
    /// <summary>Opens a run and trains to the end, or until it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before it was done; it is saved.</exception>
    public static int Run(Func<TrainerServices, Trainer> open, TextWriter output, bool json, CancellationToken cancellation)
    {
        TerminalProgress? terminal = !json && Terminal.IsTerminal(output) ? new TerminalProgress() : null;
        ITrainerObserver? observer = json ? null : (ITrainerObserver?)terminal ?? new LineProgress(output);
        using Trainer trainer = open(new TrainerServices { Observer = observer });
        if (!json)
        {
            PrintHeading(trainer, output);
        }

        RunSummary summary = terminal is null ? trainer.Run(cancellation) : terminal.During(() => trainer.Run(cancellation));

        bool interrupted = cancellation.IsCancellationRequested && summary.TEnv < trainer.Settings.Training.Steps;
        if (!json)
        {
            PrintOutcome(trainer, output, summary, interrupted);
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
    }

    private static void PrintHeading(Trainer trainer, TextWriter output)
    {
        RunSettings settings = trainer.Settings;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.AlgorithmName} on {settings.EnvironmentName}, seed {settings.Training.Seed}, {settings.Training.Steps} steps, in {trainer.Folder}"));
        output.WriteLine(trainer.Memory);
        output.WriteLine();
    }

    private static void PrintOutcome(Trainer trainer, TextWriter output, RunSummary summary, bool interrupted)
    {
        if (trainer.ObserverFailure is { } failure)
        {
            output.WriteLine($"warning: progress could not be shown to the end: {failure.Message.ReplaceLineEndings(" ")}");
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
            ? $"saved; '{Tool.Name} resume {trainer.Folder}' goes on"
            : $"the run is in {trainer.Folder}");
    }
}
