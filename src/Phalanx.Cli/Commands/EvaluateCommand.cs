using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cli.Replays;
using Phalanx.Cli.Training;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

using static System.FormattableString;

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

    private readonly Option<string?> _on = new("--on")
    {
        Description = "Play the team of a run in another environment, such as that of battle/3m in sc2/3m; settings that both have carry over.",
        HelpName = "ENV",
    };

    private readonly SetOption _set = new();
    private readonly EpisodesOption _episodes = new($"as many as a test of the run has, or {EpisodesOfPolicy} with --policy");
    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Seed of the episodes, the same for teams of any age; by default the closing test of the run is played again, or with --policy the seed is 0.",
        HelpName = "N",
    };

    private readonly Option<long?> _at = new("--at")
    {
        Description = "Take the checkpoint after so many environment steps; by default the latest.",
        HelpName = "T_ENV",
    };

    private readonly RecordOptions _record = new();
    private readonly AllowCommandOption _allowCommand = new();
    private readonly JsonOption _json = new();

    public EvaluateCommand(Library library)
        : base("evaluate", "Play episodes with the team of a run's checkpoint, greedily, or with one that was not trained.")
    {
        _library = library;
        Add(_target);
        Add(_policy);
        Add(_on);
        Add(_set);
        Add(_episodes);
        Add(_seed);
        Add(_at);
        _record.AddTo(this);
        Add(_allowCommand);
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

        IEnvironmentBatch batch = environment.Create(settings, environment.AtMost(settings, environments));
        return team == 0 ? new Rollout(batch, RandomPolicy.Of(spec), workers) : Rollout.ByScript(batch, team - 1, workers);
    }

    private int PlayRun(ParseResult result, CancellationToken cancellation)
    {
        string? on = result.GetValue(_on);
        if (on is null && result.GetValue(_set) is [string set, ..])
        {
            throw new UserErrorException($"--set '{set}' changes nothing without --policy or --on; a run is played with the settings that it has");
        }

        using var directory = RunDirectory.OpenToRead(result.GetValue(_target)!);

        bool allowsCommand = result.GetValue(_allowCommand);
        RunSettings settings = Trainer.ReadSettings(directory, _library.Environments, _library.Algorithms, allowCommand: allowsCommand || on is not null);
        settings = on is null ? settings : new OtherEnvironment(_library, directory, allowsCommand).Of(settings, on, result.GetValue(_set) ?? []);
        Checkpoint checkpoint = result.GetValue(_at) is { } at ? directory.Checkpoints.At(at) : directory.Checkpoints.Latest();
        int episodes = result.GetValue(_episodes) ?? settings.Evaluation.Episodes;
        ulong seed = result.GetValue(_seed) ?? settings.Training.Seed;
        long tEnv = checkpoint.State.TEnv;
        using EpisodeRecording? recording = _record.Begin(
            result,
            episodes,
            () => new RecordFolder(directory.RecordsPath).NewFile(Invariant($"{tEnv}-seed{seed}")),
            (begin, recorded) =>
            {
                using LearningProblem problem = Loaded(on is null ? directory : null, settings, checkpoint); // its team is recorded, in environments of the test
                return TrainedTeamRecording.Of(problem, begin, seed, tEnv, recorded);
            });
        using var workers = new WorkerPool(settings.Training.Threads ?? Environment.ProcessorCount);
        var test = new CheckpointTest(settings, _library.Environments, _library.Algorithms, workers) { Run = on is null ? directory : null };

        // With a seed, the same episodes for teams of any age; otherwise the run's closing test, whose number is that.
        long number = result.GetValue(_seed) is null ? -1 - tEnv : 0;
        IReadOnlyDictionary<string, double> figures = test.Play(checkpoint, episodes, seed, number, recording, cancellation);
        var document = new JsonObject
        {
            ["run"] = directory.Path,
            ["algorithm"] = settings.AlgorithmName,
            ["environment"] = settings.EnvironmentName,
            ["seed"] = seed,
            ["t_env"] = tEnv,
            ["episodes"] = episodes,
        };
        _record.Complete(result, recording, document, count => _library.Environments[settings.EnvironmentName].Create(settings.Env, count));
        Write(
            result,
            document,
            $"{settings.AlgorithmName} on {settings.EnvironmentName} after {tEnv} steps, {episodes} greedy episodes, seed {seed}",
            figures);
        return ExitCode.Done;
    }

    /// <summary>The whole of what a run had learned: joint values need more than a policy.</summary>
    private LearningProblem Loaded(RunDirectory? run, RunSettings settings, Checkpoint checkpoint)
    {
        var problem = new LearningProblem(settings, _library.Environments, _library.Algorithms);
        try
        {
            if (run is not null)
            {
                RunEnvironment.ThrowIfOther(run, problem.Spec);
            }

            TrainedTeamRecording.Load(problem, checkpoint);
            return problem;
        }
        catch
        {
            problem.Dispose();
            throw;
        }
    }

    private int PlayUntrained(string policy, ParseResult result, CancellationToken cancellation)
    {
        if (result.GetValue(_on) is { } on)
        {
            throw new UserErrorException($"option '--on' is '{on}'; with --policy the environment is the argument");
        }

        EnvironmentDefinition environment = _library.Environments[result.GetValue(_target)!];
        object settings = _library.Settings.ResolveEnvironment(environment.Name, result.GetValue(_set) ?? []);
        if (result.GetValue(_at) is { } at)
        {
            throw new UserErrorException($"option '--at' is '{at}'; a team that was not trained has no checkpoints");
        }

        int episodes = result.GetValue(_episodes) ?? EpisodesOfPolicy;
        ulong seed = result.GetValue(_seed) ?? 0;
        EnvironmentSpec spec = environment.SpecOf(settings);
        RecordHeader header = RecordHeaders.Of(environment.Name, settings, spec, seed) with { Policy = policy };
        using EpisodeRecording? recording = _record.Begin(
            result,
            episodes,
            () => Invariant($"{policy}-{environment.Name.Replace('/', '-')}-seed{seed}{RecordFolder.Extension}"),
            (begin, recorded) => new EpisodeRecording(
                new RecordingRequest(begin, header, spec, recorded) { Policy = policy == RandomTeam ? RandomPolicy.Of(spec) : null }));
        using var workers = new WorkerPool(Environment.ProcessorCount);
        using Rollout player = UntrainedPlayer(policy, environment, settings, spec, Evaluator.EnvironmentsFor(episodes), workers);
        var evaluator = new Evaluator(player, spec.Statistics, episodes);
        IReadOnlyDictionary<string, double> figures = evaluator.Test(seed, test: 0, recording: recording, cancellation: cancellation);
        var document = new JsonObject
        {
            ["policy"] = policy,
            ["environment"] = environment.Name,
            ["seed"] = seed,
            ["episodes"] = episodes,
        };
        _record.Complete(result, recording, document, count => environment.Create(settings, count));
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
        if (document["record"] is { } record)
        {
            output.WriteLine($"recorded {document["recorded_episodes"]} of them in {Shown.Name(record.ToString())}");
            if (document.ContainsKey("verified"))
            {
                output.WriteLine(RecordTruth.Sentence);
            }
        }
    }
}
