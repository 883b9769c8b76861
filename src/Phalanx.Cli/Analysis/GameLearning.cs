using System.Text.Json.Nodes;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Analysis;

/// <summary>
/// Trains algorithms on the game that is analysed, exploring all the time: then every joint action is tried equally often, and what is learned can
/// be held against exact tables with uniform weights. The runs leave nothing behind.
/// </summary>
/// <param name="library">What can be trained.</param>
/// <param name="target">The game.</param>
/// <param name="set">Settings that are stronger than those of this command.</param>
/// <param name="steps">Environment steps of a run.</param>
/// <param name="threads">Threads, which make no difference to the result.</param>
internal sealed class GameLearning(Library library, AnalysisTarget target, IReadOnlyList<string> set, long steps, int? threads)
{
    private const string GameFile = "game.json";

    /// <summary>Refuses what cannot be trained, before anything is computed.</summary>
    /// <exception cref="UserErrorException">An algorithm is unknown, or a setting is wrong.</exception>
    public void ThrowIfImpossible(IEnumerable<string> algorithms)
    {
        foreach (string algorithm in algorithms)
        {
            _ = target.Environment is null ? library.Algorithms[algorithm].Name : Settings(algorithm, 0, "").AlgorithmName;
        }
    }

    /// <summary>Trains once.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LearnedGame Train(string algorithm, ulong seed, ITrainerObserver? observer, CancellationToken cancellation)
    {
        string folder = FileWriting.CreateTemporaryFolder("phalanx-analyze-").FullName;
        try
        {
            if (target.Environment is null)
            {
                var game = new JsonObject { ["payoff"] = AnalysisDocument.Table(target.Payoff) };
                AtomicFile.WriteAllText(Path.Combine(folder, GameFile), game.ToJsonString());
            }

            RunSettings settings = Settings(algorithm, seed, folder);
            using var trainer = Trainer.Start(
                settings,
                Path.Combine(folder, "run"),
                library.Environments,
                library.Algorithms,
                new TrainerServices { Observer = observer });
            RunSummary summary = trainer.Run(cancellation);
            cancellation.ThrowIfCancellationRequested();
            return new LearnedGame(library.Algorithms[algorithm], seed, summary.TEnv, summary.OneStep!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private RunSettings Settings(string algorithm, ulong seed, string folder)
    {
        var values = new Dictionary<string, object?>
        {
            ["exploration.epsilon.start"] = 1.0,
            ["exploration.epsilon.finish"] = 1.0,

            // What counts is the table at the end.
            ["evaluation.interval"] = steps,
            ["checkpoint.interval"] = steps,
        };
        if (target.Environment is null)
        {
            values["env.path"] = Path.Combine(folder, GameFile);
        }

        return library.Settings.Resolve(new RunRequest
        {
            Algorithm = algorithm,
            Environment = target.Environment ?? "matrix/file",
            Values = values,
            Set = set,
            Seed = seed,
            Steps = steps,
            Threads = threads,
        }).Run;
    }
}
