using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Drills.Kills;

/// <summary>
/// A run in a process of its own, which begins, or goes on where there is a run in its folder, as a user would. It tells of its stages, or that it is killed.
/// </summary>
internal static class Trainee
{
    private const string Name = "trainee";

    /// <summary>Trains in a process of its own until it ends or kills itself.</summary>
    /// <param name="kind">What is trained.</param>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="threads">How many threads train.</param>
    /// <param name="moment">When it kills itself; null for never.</param>
    public static TraineeEnd Run(TraineeKind kind, string folder, int threads, KillMoment? moment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Trainee).Assembly.Location);
        }

        foreach (string word in (string[])[Name, kind.Name, folder, threads.ToString(CultureInfo.InvariantCulture), moment?.ToString() ?? "never"])
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return TraineeEnd.Of(process.ExitCode, output, error.Result);
    }

    /// <summary>The command by which <see cref="Run"/> starts the process.</summary>
    public static Command Command()
    {
        var kind = new Argument<string>("kind");
        var folder = new Argument<string>("folder");
        var threads = new Argument<int>("threads");
        var moment = new Argument<string>("moment");
        var command = new Command(Name) { Hidden = true, Arguments = { kind, folder, threads, moment } };
        command.SetAction(parsed =>
        {
            string when = parsed.GetValue(moment)!;
            Train(TraineeKind.Of(parsed.GetValue(kind)!), parsed.GetValue(folder)!, parsed.GetValue(threads), when == "never" ? null : KillMoment.Parse(when));
        });
        return command;
    }

    private static void Train(TraineeKind kind, string folder, int threads, KillMoment? moment)
    {
        var stages = new KillingStages(moment);
        var services = new TrainerServices { Stages = stages, Threads = threads, Observer = new Warnings() };
        using (Trainer trainer = Open(kind, folder, services))
        {
            trainer.Run();
        }

        foreach ((TrainingStage stage, StageCount count) in stages.Counts)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stage {stage} {count.Entries} {count.Time.Ticks}"));
        }
    }

    private static Trainer Open(TraineeKind kind, string folder, TrainerServices services)
    {
        var environments = EnvironmentRegistry.WithBuiltIns();
        var algorithms = AlgorithmRegistry.WithBuiltIns();
        return RunDirectory.IsAt(folder)
            ? Trainer.Resume(folder, steps: null, environments, algorithms, services: services)
            : Trainer.Start(kind.Settings(environments, algorithms), folder, environments, algorithms, services);
    }

    /// <summary>Tells what a run is short of.</summary>
    private sealed class Warnings : ITrainerObserver
    {
        public void Warned(TrainingProgress progress, string sentence) => Console.WriteLine($"warned {sentence.Replace(' ', '_')}");
    }
}
