using Phalanx.Foundation;
using Phalanx.Learning.Settings.Binding;

namespace Phalanx.Learning.Settings;

/// <summary>
/// Puts the layers of settings on top of each other (see <see cref="SettingLayer"/>): what is known by default, what presets say, and
/// what was asked for.
/// </summary>
public sealed class SettingsResolver
{
    private readonly Func<string, object> _algorithmDefaults;
    private readonly Func<string, object> _environmentDefaults;
    private readonly PresetLibrary _presets;

    /// <summary>A resolver for the algorithms and environments of two registries.</summary>
    /// <param name="algorithmDefaults">An algorithm's settings by its name. It refuses an unknown name as the user's error.</param>
    /// <param name="environmentDefaults">The same for environments.</param>
    /// <param name="presets">The presets; by default those that come with the library.</param>
    public SettingsResolver(Func<string, object> algorithmDefaults, Func<string, object> environmentDefaults, PresetLibrary? presets = null)
    {
        ArgumentNullException.ThrowIfNull(algorithmDefaults);
        ArgumentNullException.ThrowIfNull(environmentDefaults);
        (_algorithmDefaults, _environmentDefaults) = (algorithmDefaults, environmentDefaults);
        _presets = presets ?? PresetLibrary.BuiltIn;
    }

    /// <summary>The settings that a request amounts to.</summary>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="UserErrorException">Something asked for is unknown or not allowed; the sentence says what and why.</exception>
    public ResolvedSettings Resolve(SettingsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ConfigFile? config = request.ConfigFile is { } path ? ConfigFile.Read(path) : null;
        string algorithm = NameOf("algorithm", request.Algorithm, config?.Algorithm, config)
            ?? throw new UserErrorException("no algorithm is named; name one as an argument, or as algorithm.name in --config");
        string environment = NameOf("environment", request.Environment, config?.Environment, config)
            ?? throw new UserErrorException("no environment is named; name one as an argument, or as env.name in --config");
        SettingsStack stack = Begin(algorithm, environment, request.Preset);
        if (config is not null)
        {
            stack.AssignGroup(config.Settings, given => new SettingOrigin(SettingLayer.File, given.Place));
        }

        AssignValues(stack, request);
        ResolvedSettings resolved = stack.Resolve();
        Combinations.ThrowIfInvalid(resolved.Run);
        return resolved;
    }

    /// <summary>
    /// The settings of an algorithm on no environment, or of an environment under no algorithm: what <c>phalanx show</c> prints of one name.
    /// The settings of what is not named are left out. What both have together is what <see cref="Resolve"/> gives.
    /// </summary>
    /// <param name="algorithm">The algorithm, or null.</param>
    /// <param name="environment">The environment, or null.</param>
    /// <param name="preset">The name of a preset, or null.</param>
    /// <param name="set">Assignments as texts, <c>--set path=value</c>.</param>
    /// <exception cref="UserErrorException">A name, the preset or an assignment is unknown or not allowed.</exception>
    public IReadOnlyList<ResolvedSetting> Show(string? algorithm, string? environment, string? preset = null, params IReadOnlyList<string> set)
    {
        SettingsStack stack = Begin(algorithm, environment, preset);
        AssignValues(stack, new SettingsRequest { Set = set });
        return stack.Resolve().Settings;
    }

    /// <summary>The settings of an environment that nobody learns in.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="set">Assignments as texts, <c>--set env.path=value</c>.</param>
    /// <exception cref="UserErrorException">An assignment is to nothing of the environment's, or not allowed.</exception>
    public object ResolveEnvironment(string environment, IReadOnlyList<string> set)
    {
        foreach (string assignment in set)
        {
            if (!assignment.TrimStart().StartsWith("env.", StringComparison.Ordinal))
            {
                throw new UserErrorException($"--set {Wording.Quote(assignment)} is not for the environment; its settings begin with env.");
            }
        }

        SettingsStack stack = Begin(null, environment, null);
        AssignValues(stack, new SettingsRequest { Set = set });
        return stack.Resolve().Run.Env;
    }

    private static string? NameOf(string what, string? asked, string? written, ConfigFile? config) =>
        asked is not null && written is not null && asked != written
            ? throw new UserErrorException(
                $"the {what} '{asked}' was asked for, but {Wording.File(config!.Path)} is for {Wording.Quote(written)}; leave out one of the two")
            : asked ?? written;

    private static void AssignValues(SettingsStack stack, SettingsRequest request)
    {
        SettingOrigin fromCode = new(SettingLayer.Value, "set from C#");
        foreach ((string path, object? value) in request.Values)
        {
            stack.Assign(path, Given.Of(value), fromCode);
        }

        SettingOrigin fromCommandLine = new(SettingLayer.Value, "--set");
        foreach (string assignment in request.Set)
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new UserErrorException($"--set {Wording.Quote(assignment)} is not an assignment; write --set path=value");
            }

            stack.AssignText(assignment[..equals].Trim(), assignment[(equals + 1)..].Trim(), fromCommandLine);
        }

        AssignOption(stack, "training.seed", "--seed", request.Seed);
        AssignOption(stack, "training.steps", "--steps", request.Steps);
        AssignOption(stack, "training.threads", "--threads", request.Threads);
    }

    private static void AssignOption<T>(SettingsStack stack, string path, string option, T? value)
        where T : struct
    {
        if (value is { } given)
        {
            stack.Assign(path, Given.Of(given), new SettingOrigin(SettingLayer.Option, option));
        }
    }

    /// <summary>The layers below what is asked for value by value.</summary>
    private SettingsStack Begin(string? algorithm, string? environment, string? preset)
    {
        SettingsStack stack = new(new RunSettings
        {
            AlgorithmName = algorithm ?? "",
            EnvironmentName = environment ?? "",
            Algorithm = algorithm is null ? new NoSettings() : _algorithmDefaults(algorithm),
            Env = environment is null ? new NoSettings() : _environmentDefaults(environment),
        });
        foreach (Preset layer in _presets.For(algorithm, environment, preset))
        {
            foreach (PresetValue value in layer.Values)
            {
                stack.Assign(value.Path, value.Given, new SettingOrigin(layer.Layer, value.Given.Place, value.Source));
            }
        }

        return stack;
    }

    /// <summary>Stands for the settings of what is not named.</summary>
    private sealed record NoSettings;
}
