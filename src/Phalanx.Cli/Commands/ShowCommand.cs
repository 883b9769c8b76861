using System.CommandLine;
using Phalanx.Analysis.Experiments;
using Phalanx.Cli.Experiments;
using Phalanx.Cli.Studies;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Training;
using Phalanx.Settings;
using Phalanx.Studies.Cells;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx show</c>: the settings of an algorithm, an environment or both together, and where they come from.</summary>
internal sealed class ShowCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _name = new("name") { Description = "An algorithm, an environment or an experiment." };

    private readonly Argument<string?> _environment = new("environment")
    {
        Description = "After an algorithm: the environment that it is to be trained on.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly PresetOption _preset = new();
    private readonly SetOption _set = new();
    private readonly KeptCellsOption _cells = new();
    private readonly JsonOption _json = new();

    public ShowCommand(Library library)
        : base("show", "Print the settings of an algorithm, an environment or a pair of them, what they mean and where they come from; or what an experiment is made of.")
    {
        _library = library;
        Add(_name);
        Add(_environment);
        Add(_preset);
        Add(_set);
        Add(_cells);
        Add(_json);
        SetAction(Show);
    }

    private int Show(ParseResult result)
    {
        string name = result.GetValue(_name)!;
        string? preset = result.GetValue(_preset);
        string[] set = result.GetValue(_set) ?? [];
        if (result.GetValue(_environment) is null && IsExperiment(name))
        {
            return ShowExperiment(result, name, preset, set);
        }

        if (_cells.IsGiven(result))
        {
            throw new UserErrorException($"'{name}' has no runs of its own; --cells is for experiments");
        }

        string? algorithm;
        string? environment;
        IReadOnlyList<ResolvedSetting> settings;
        if (result.GetValue(_environment) is { } second)
        {
            (algorithm, environment) = (name, second);
            settings = OfPair(new SettingsRequest { Algorithm = name, Environment = second, Preset = preset, Set = set });
        }
        else
        {
            (algorithm, environment) = KindOf(name);
            settings = _library.Settings.Show(algorithm, environment, preset, set);
        }

        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, ShownSettings.Document(algorithm, environment, preset, settings));
            return ExitCode.Done;
        }

        if (algorithm is not null)
        {
            output.WriteLine($"{algorithm}: {_library.Algorithms[algorithm].Summary}");
        }

        if (environment is not null)
        {
            output.WriteLine($"{environment}: {_library.Environments[environment].Summary}");
            if (ScriptsOf(environment, set) is { Count: > 0 } scripts)
            {
                output.WriteLine($"plays its team by itself with '{Tool.Name} evaluate --policy': {string.Join(", ", scripts)}");
            }
        }

        if (algorithm is not null && environment is not null)
        {
            output.WriteLine(NeedsOf(algorithm, environment, preset, set));
        }

        output.WriteLine();
        ShownSettings.Print(output, settings);
        return ExitCode.Done;
    }

    /// <summary>What a run of the two takes of this machine.</summary>
    private RunNeeds NeedsOf(string algorithm, string environment, string? preset, string[] set)
    {
        RunSettings run = _library.Settings.Resolve(new RunRequest { Algorithm = algorithm, Environment = environment, Preset = preset, Set = set }).Run;
        string folder = RunDirectory.DefaultPath(algorithm, environment, run.Training.Seed);
        using var problem = new LearningProblem(run, _library.Environments, _library.Algorithms);
        return RunNeeds.Of(problem, folder);
    }

    private bool IsExperiment(string name) =>
        !_library.Algorithms.Names.Contains(name) && _library.Environments.Find(name) is null && _library.Experiments.Has(name);

    private int ShowExperiment(ParseResult result, string name, string? preset, string[] set)
    {
        if (preset is not null || set.Length > 0)
        {
            throw new UserErrorException($"'{name}' is an experiment, which has its own settings; leave out {(preset is not null ? "--preset" : "--set")}");
        }

        TextWriter output = result.InvocationConfiguration.Output;
        NamedExperiments named = _library.Experiments[name];
        CellStore store = _cells.StoreOf(result, _library, out KeptCells kept);
        var progress = new ShownProgress(named.Experiments, store, _library);
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, ShownExperiment.Document(named, progress, _library));
            return ExitCode.Done;
        }

        ShownExperiment.Print(output, named, progress, _library);
        foreach (string damage in kept.Damages)
        {
            output.WriteLine($"damaged, and left out: {damage}");
        }

        return ExitCode.Done;
    }

    /// <summary>The scripts of an environment; none as long as settings that it cannot be made without, such as a file, are missing.</summary>
    private IReadOnlyList<string> ScriptsOf(string environment, string[] set)
    {
        try
        {
            object settings = _library.Settings.ResolveEnvironment(environment, [.. set.Where(each => each.StartsWith("env.", StringComparison.Ordinal))]);
            return _library.Environments[environment].SpecOf(settings).Scripts;
        }
        catch (UserErrorException)
        {
            return [];
        }
    }

    /// <summary>What a run of the two would have. A pair that does not work is refused as <c>train</c> refuses it: by making the algorithm.</summary>
    private IReadOnlyList<ResolvedSetting> OfPair(SettingsRequest request)
    {
        ResolvedSettings<RunSettings> resolved = _library.Settings.Resolve(request);
        EnvironmentSpec spec = _library.Environments[request.Environment!].SpecOf(resolved.Run.Env);
        Algorithm<float> algorithm = _library.Algorithms[request.Algorithm!].Create(spec, resolved.Run).Algorithm;
        return [.. resolved.Settings.Select(setting => setting.Path == LearnerSettings.BatchPath
            ? setting with { Description = $"{algorithm.Needs.Source.Unit()} that a training step learns from" }
            : setting)];
    }

    private (string? Algorithm, string? Environment) KindOf(string name)
    {
        bool isAlgorithm = _library.Algorithms.Names.Contains(name);
        bool isEnvironment = !isAlgorithm && _library.Environments.Find(name) is not null;
        if (!isAlgorithm && !isEnvironment)
        {
            string advice = NearestName.Advice(
                name,
                _library.Algorithms.Names.Concat(_library.Environments.Names).Concat(_library.Experiments.Names),
                otherwise: $"; see '{Tool.Name} list algorithms', '{Tool.Name} list environments' and '{Tool.Name} list experiments'");
            throw new UserErrorException($"there is no algorithm, environment or experiment '{name}'{advice}");
        }

        return isAlgorithm ? (name, null) : (null, name);
    }
}
