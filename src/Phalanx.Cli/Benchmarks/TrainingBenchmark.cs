using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Cli.Benchmarks;

/// <summary>A short run from its first step to its last, with everything that a run does, and where its time went.</summary>
/// <param name="Steps">Environment steps that were collected.</param>
/// <param name="TrainingSteps">Training steps that were made.</param>
/// <param name="Time">What the run took.</param>
/// <param name="Stages">Its stages, in the order in which they come.</param>
/// <param name="Players">How many threads played side by side.</param>
/// <param name="Lengths">The lengths of its episodes.</param>
internal sealed record TrainingBenchmark(long Steps, long TrainingSteps, TimeSpan Time, IReadOnlyList<TrainingBenchmark.Stage> Stages, int Players, IReadOnlyList<int> Lengths)
{
    /// <summary>Makes the run in a folder of its own, which is gone afterwards.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static TrainingBenchmark Measure(RunSettings settings, Library library, int threads, CancellationToken cancellation)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"{Tool.Name}-bench-{Path.GetRandomFileName()}");
        try
        {
            List<(TimedEnvironments Environments, Rollout Rollout)> players = []; // that of training, then that of tests
            List<int> lengths = [];
            var clock = new StageClock();
            var services = new TrainerServices
            {
                Stages = clock,
                Threads = threads,
                Players = (problem, episodes, workers) =>
                {
                    var environments = new TimedEnvironments(problem.Environments(episodes));
                    var rollout = new Rollout(environments, problem.Policy, workers);
                    players.Add((environments, rollout));
                    return players.Count == 1 ? new MeasuredPlayer(rollout, lengths) : rollout;
                },
            };
            using var trainer = Trainer.Start(settings, folder, library.Environments, library.Algorithms, services);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Learning.Runs.RunSummary? summary = null;
            _ = ProductCount.Of(() => summary = trainer.Run(cancellation));
            watch.Stop();
            cancellation.ThrowIfCancellationRequested();
            int side = Math.Min(threads, players[0].Rollout.Groups);
            return new TrainingBenchmark(
                summary!.TEnv, summary.TrainingSteps, watch.Elapsed, StagesOf(clock, players[0].Environments.Time / side), side, lengths);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>How long a stage took.</summary>
    public TimeSpan TimeOf(string stage) => Stages.Single(each => each.Name == stage).Time;

    private static Stage[] StagesOf(StageClock clock, TimeSpan stepping)
    {
        return
        [
            new Stage("acting", clock.TimeOf(TrainingStage.Playing) - stepping, null, clock.OperationsOf(TrainingStage.Playing)),
            new Stage("stepping", stepping, null, 0),
            Of("sampling", TrainingStage.Sampling),
            Of("learning", TrainingStage.Learning),
            Of("testing", TrainingStage.Testing),
            Of("saving", TrainingStage.Saving),
        ];

        Stage Of(string name, TrainingStage stage) => new(name, clock.TimeOf(stage), clock.LongestOf(stage), clock.OperationsOf(stage));
    }

    /// <summary>A part of the time.</summary>
    /// <param name="Name">What was done.</param>
    /// <param name="Time">How long.</param>
    /// <param name="Longest">The longest at a time; null where it is not known, because acting and stepping take turns.</param>
    /// <param name="Operations">Additions and multiplications of its matrix products.</param>
    internal sealed record Stage(string Name, TimeSpan Time, TimeSpan? Longest, long Operations)
    {
        /// <summary>The rate of its matrix products; null where it has none.</summary>
        public double? Gigaflops => Operations > 0 ? Operations / Time.TotalSeconds / 1e9 : null;
    }
}
