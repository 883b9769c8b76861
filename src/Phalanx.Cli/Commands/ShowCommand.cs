using System.CommandLine;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Settings;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx show</c>: the settings of an algorithm, an environment or both together, and where they come from.</summary>
internal sealed class ShowCommand : Command
{
    private readonly Argument<string> _name = new("name") { Description = "An algorithm or an environment." };

    private readonly Argument<string?> _environment = new("environment")
    {
        Description = "After an algorithm: the environment that it is to be trained on.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly PresetOption _preset = new();
    private readonly SetOption _set = new();
    private readonly JsonOption _json = new();

    public ShowCommand()
        : base("show", "Print the settings of an algorithm, an environment or a pair of them, what they mean and where they come from.")
    {
        Add(_name);
        Add(_environment);
        Add(_preset);
        Add(_set);
        Add(_json);
        SetAction(Show);
    }

    private int Show(ParseResult result)
    {
        var library = new Library();
        string name = result.GetValue(_name)!;
        string? preset = result.GetValue(_preset);
        string[] set = result.GetValue(_set) ?? [];
        string? algorithm;
        string? environment;
        IReadOnlyList<ResolvedSetting> settings;
        if (result.GetValue(_environment) is { } second)
        {
            (algorithm, environment) = (name, second);
            settings = OfPair(library, new SettingsRequest { Algorithm = name, Environment = second, Preset = preset, Set = set });
        }
        else
        {
            (algorithm, environment) = WhatIs(library, name);
            settings = library.Settings.Show(algorithm, environment, preset, set);
        }

        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, ShownSettings.Document(algorithm, environment, preset, settings));
            return ExitCode.Done;
        }

        if (algorithm is not null)
        {
            output.WriteLine($"{algorithm}: {library.Algorithms[algorithm].Summary}");
        }

        if (environment is not null)
        {
            output.WriteLine($"{environment}: {library.Environments[environment].Summary}");
        }

        output.WriteLine();
        ShownSettings.Print(output, settings);
        return ExitCode.Done;
    }

    /// <summary>What a run of the two would have. A pair that does not work is refused as <c>train</c> refuses it: by making the algorithm.</summary>
    private static IReadOnlyList<ResolvedSetting> OfPair(Library library, SettingsRequest request)
    {
        ResolvedSettings resolved = library.Settings.Resolve(request);
        EnvironmentSpec spec = library.Environments.Create(request.Environment!, resolved.Run.Env).Spec;
        _ = library.Algorithms[request.Algorithm!].Create(spec, resolved.Run);
        return resolved.Settings;
    }

    private static (string? Algorithm, string? Environment) WhatIs(Library library, string name)
    {
        bool isAlgorithm = library.Algorithms.Names.Contains(name);
        bool isEnvironment = library.Environments.Names.Contains(name);
        if (!isAlgorithm && !isEnvironment)
        {
            string? nearest = NearestName.Of(name, library.Algorithms.Names.Concat(library.Environments.Names));
            throw new UserErrorException(
                $"there is no algorithm or environment '{name}'; "
                + (nearest is null ? $"see '{Tool.Name} list algorithms' and '{Tool.Name} list environments'" : $"did you mean '{nearest}'?"));
        }

        return isAlgorithm ? (name, null) : (null, name);
    }
}
