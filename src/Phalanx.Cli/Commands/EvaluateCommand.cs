using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cli.Training;
using Phalanx.Environments;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx evaluate</c>: how good the team of a run is.</summary>
internal sealed class EvaluateCommand : Command
{
    // As many as the trainer plays its tests in, so that the same episodes give the same figures to the last digit.
    private const int MostEnvironments = 64;

    private readonly Argument<string> _run = new("run-dir") { Description = "The run's folder." };
    private readonly EpisodesOption _episodes = new();
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of the episodes; that of the run unless said otherwise.", HelpName = "N" };
    private readonly JsonOption _json = new();

    public EvaluateCommand()
        : base("evaluate", "Play greedy episodes with the team of a run's latest checkpoint.")
    {
        Add(_run);
        Add(_episodes);
        Add(_seed);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var library = new Library();
        using var directory = RunDirectory.OpenToRead(result.GetValue(_run)!);
        RunSettings settings = Trainer.ReadSettings(directory, library.Environments, library.Algorithms);
        Checkpoint checkpoint = directory.Checkpoints.Latest();
        int episodes = result.GetValue(_episodes) ?? settings.Evaluation.Episodes;
        IEnvironmentBatch environments = library.Environments.Create(
            settings.EnvironmentName, settings.Env, Math.Min(episodes, MostEnvironments));
        Policy policy = SavedPolicy.Load(checkpoint, environments.Spec, settings, library.Algorithms);
        ulong seed = result.GetValue(_seed) ?? settings.Training.Seed;
        long tEnv = checkpoint.State.TEnv;
        using var workers = new WorkerPool(settings.Training.Threads ?? Environment.ProcessorCount);
        var evaluator = new Evaluator(environments, policy, workers, episodes);

        // The number of the run's closing test, which without options is played again.
        IReadOnlyDictionary<string, double> figures = evaluator.Test(seed, -1 - tEnv, cancellation);
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, new JsonObject
            {
                ["run"] = directory.Path,
                ["algorithm"] = settings.AlgorithmName,
                ["environment"] = settings.EnvironmentName,
                ["seed"] = seed,
                ["t_env"] = tEnv,
                ["episodes"] = episodes,
                ["figures"] = new JsonObject(figures.Select(figure => KeyValuePair.Create(figure.Key, (JsonNode?)JsonValue.Create(figure.Value)))),
            });
        }
        else
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.AlgorithmName} on {settings.EnvironmentName} after {tEnv} steps, {episodes} greedy episodes, seed {seed}"));
            output.WriteLine(Figures.Line(figures));
        }

        return ExitCode.Done;
    }
}
