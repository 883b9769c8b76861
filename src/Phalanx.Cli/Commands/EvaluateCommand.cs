using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cli.Training;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx evaluate</c>: how good the team of a run is, one that acts at random, or one that follows a script of the environment.</summary>
internal sealed class EvaluateCommand : Command
{
    // A team that computes nothing plays fast, so it can play enough episodes for precise means.
    private const int EpisodesOfPolicy = 1000;

    private const string RandomTeam = "random";

    private readonly Library _library;
    private readonly Argument<string> _target = new("run-dir|environment") { Description = "The folder of a run; with --policy, the name of an environment." };
    private readonly Option<string?> _policy = new("--policy")
    {
        Description = $"A team that was not trained: {RandomTeam}, or a script that the environment offers, such as heuristic.",
        HelpName = "NAME",
    };

    private readonly SetOption _set = new();
    private readonly EpisodesOption _episodes = new($"as many as a test of the run has, or {EpisodesOfPolicy} with --policy");
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of the episodes; by default that of the run, or 0 with --policy.", HelpName = "N" };
    private readonly JsonOption _json = new();

    public EvaluateCommand(Library library)
        : base("evaluate", "Play episodes with the team of a run's latest checkpoint, greedily, or with one that was not trained.")
    {
        _library = library;
        Add(_target);
        Add(_policy);
        Add(_set);
        Add(_episodes);
        Add(_seed);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(
            result.GetValue(_policy) is { } policy ? PlayUntrained(policy, result, cancellation) : PlayRun(result, cancellation)));
    }

    private static Rollout UntrainedPlayer(
        string policy, EnvironmentDefinition environment, object settings, EnvironmentSpec spec, int environments, WorkerPool workers)
    {
        string[] teams = [RandomTeam, .. spec.Scripts];
        int team = Array.IndexOf(teams, policy);
        if (team < 0)
        {
            string allowed = teams is [string only] ? only : $"one of {string.Join(", ", teams)}";
            throw new UserErrorException(
                $"option '--policy' is '{policy}'; on {environment.Name} it must be {allowed}{NearestName.Advice(policy, teams)}");
        }

        IEnvironmentBatch batch = environment.Create(settings, environments);
        return team == 0 ? new Rollout(batch, RandomPolicy.Of(spec), workers) : Rollout.ByScript(batch, team - 1, workers);
    }

    private int PlayRun(ParseResult result, CancellationToken cancellation)
    {
        if (result.GetValue(_set) is [string set, ..])
        {
            throw new UserErrorException($"--set '{set}' changes nothing without --policy; a run is played with the settings that it has");
        }

        using var directory = RunDirectory.OpenToRead(result.GetValue(_target)!);
        RunSettings settings = Trainer.ReadSettings(directory, _library.Environments, _library.Algorithms);
        Checkpoint checkpoint = directory.Checkpoints.Latest();
        int episodes = result.GetValue(_episodes) ?? settings.Evaluation.Episodes;
        ulong seed = result.GetValue(_seed) ?? settings.Training.Seed;
        long tEnv = checkpoint.State.TEnv;
        using var workers = new WorkerPool(settings.Training.Threads ?? Environment.ProcessorCount);
        var test = new CheckpointTest(settings, _library.Environments, _library.Algorithms, workers);

        // The number of the run's closing test, which without options is played again.
        IReadOnlyDictionary<string, double> figures = test.Play(checkpoint, episodes, seed, -1 - tEnv, cancellation);
        var document = new JsonObject
        {
            ["run"] = directory.Path,
            ["algorithm"] = settings.AlgorithmName,
            ["environment"] = settings.EnvironmentName,
            ["seed"] = seed,
            ["t_env"] = tEnv,
            ["episodes"] = episodes,
        };
        Write(
            result,
            document,
            $"{settings.AlgorithmName} on {settings.EnvironmentName} after {tEnv} steps, {episodes} greedy episodes, seed {seed}",
            figures);
        return ExitCode.Done;
    }

    private int PlayUntrained(string policy, ParseResult result, CancellationToken cancellation)
    {
        EnvironmentDefinition environment = _library.Environments[result.GetValue(_target)!];
        object settings = _library.Settings.ResolveEnvironment(environment.Name, result.GetValue(_set) ?? []);
        int episodes = result.GetValue(_episodes) ?? EpisodesOfPolicy;
        ulong seed = result.GetValue(_seed) ?? 0;
        EnvironmentSpec spec = environment.SpecOf(settings);
        using var workers = new WorkerPool(Environment.ProcessorCount);
        using Rollout player = UntrainedPlayer(policy, environment, settings, spec, Evaluator.EnvironmentsFor(episodes), workers);
        var evaluator = new Evaluator(player, spec.Statistics, episodes);
        IReadOnlyDictionary<string, double> figures = evaluator.Test(seed, test: 0, cancellation: cancellation);
        var document = new JsonObject
        {
            ["policy"] = policy,
            ["environment"] = environment.Name,
            ["seed"] = seed,
            ["episodes"] = episodes,
        };
        Write(result, document, $"{policy} on {environment.Name}, {episodes} episodes, seed {seed}", figures);
        return ExitCode.Done;
    }

    /// <summary>Tells the figures: to people below a headline, to programs in a document.</summary>
    private void Write(ParseResult result, JsonObject document, FormattableString headline, IReadOnlyDictionary<string, double> figures)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            document["figures"] = new JsonObject(
                figures.Select(figure => KeyValuePair.Create(figure.Key, (JsonNode?)JsonValue.Create(figure.Value))));
            JsonDocuments.Write(output, document);
            return;
        }

        output.WriteLine(headline.ToString(CultureInfo.InvariantCulture));
        output.WriteLine(Figures.Line(figures));
    }
}
