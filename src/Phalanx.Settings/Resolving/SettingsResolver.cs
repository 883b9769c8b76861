using System.Diagnostics.CodeAnalysis;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>
/// Puts the layers of settings on top of each other (see <see cref="SettingLayer"/>): what is known by default, what presets say, and
/// what was asked for.
/// </summary>
/// <typeparam name="TRun">The record of all settings.</typeparam>
[RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
public class SettingsResolver<TRun>
    where TRun : class, IRunSettings<TRun>
{
    private readonly Func<string, RegisteredSettings> _algorithms;
    private readonly Func<string, RegisteredSettings> _environments;
    private readonly PresetLibrary _presets;

    /// <summary>A resolver for the algorithms and environments of two registries.</summary>
    /// <param name="algorithms">What is known of an algorithm by its name. It refuses an unknown name as the user's error.</param>
    /// <param name="environments">The same for environments.</param>
    /// <param name="presets">The presets.</param>
    public SettingsResolver(Func<string, RegisteredSettings> algorithms, Func<string, RegisteredSettings> environments, PresetLibrary presets)
    {
        ArgumentNullException.ThrowIfNull(algorithms);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(presets);
        (_algorithms, _environments, _presets) = (algorithms, environments, presets);
    }

    /// <summary>The settings that a request amounts to.</summary>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="UserErrorException">Something asked for is unknown or not allowed; the sentence says what and why.</exception>
    public ResolvedSettings<TRun> Resolve(SettingsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ConfigFile? config = request.ConfigFile is { } path ? ConfigFile.Read(path) : null;
        string algorithm = NameOf("algorithm", request.Algorithm, config?.Algorithm, config)
            ?? throw new UserErrorException($"no algorithm is named; name one as an argument, or as {RunNames.Algorithm} in --config");
        string environment = NameOf("environment", request.Environment, config?.Environment, config)
            ?? throw new UserErrorException($"no environment is named; name one as an argument, or as {RunNames.Environment} in --config");
        SettingsStack<TRun> stack = Begin(algorithm, environment, request.Preset, knowsEnvironment: !request.LeavesEnvironmentOut);
        if (config is not null)
        {
            stack.AssignGroup(request.LeavesEnvironmentOut ? config.SettingsWithoutEnvironment : config.Settings, given => new SettingOrigin(SettingLayer.File, given.Place));
        }

        AssignValues(stack, request);
        ResolvedSettings<TRun> resolved = stack.Resolve();
        resolved.Run.ThrowIfInconsistent();
        return resolved;
    }

    /// <summary>
    /// The settings of an algorithm on no environment, of an environment under no algorithm, or of both, before anything is asked for.
    /// The settings of what is not named are left out.
    /// </summary>
    /// <param name="algorithm">The algorithm, or null.</param>
    /// <param name="environment">The environment, or null.</param>
    /// <param name="preset">The name of a preset, or null.</param>
    /// <param name="set">Assignments as texts, <c>--set path=value</c>.</param>
    /// <exception cref="UserErrorException">A name, the preset or an assignment is unknown or not allowed.</exception>
    public IReadOnlyList<ResolvedSetting> Show(string? algorithm, string? environment, string? preset = null, params IReadOnlyList<string> set)
    {
        SettingsStack<TRun> stack = Begin(algorithm, environment, preset);
        AssignValues(stack, new SettingsRequest { Set = set });
        return stack.Resolve().Settings;
    }

    /// <summary>The settings of an environment without an algorithm.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="set">Assignments as texts, <c>--set env.path=value</c>.</param>
    /// <exception cref="UserErrorException">An assignment is to nothing of the environment's, or not allowed.</exception>
    public object ResolveEnvironment(string environment, IReadOnlyList<string> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        foreach (string assignment in set)
        {
            if (!RunNames.IsOfEnvironment(assignment))
            {
                throw new UserErrorException($"--set {Wording.Quote(assignment)} is not for the environment; its settings begin with env.");
            }
        }

        SettingsStack<TRun> stack = Begin(null, environment, null);
        AssignValues(stack, new SettingsRequest { Set = set });
        return stack.Resolve().Run.Env;
    }

    private static string? NameOf(string what, string? asked, string? written, ConfigFile? config) =>
        asked is not null && written is not null && asked != written
            ? throw new UserErrorException(
                $"the {what} '{asked}' was asked for, but {Wording.File(config!.Path)} is for {Wording.Quote(written)}; leave out one of the two")
            : asked ?? written;

    private static void AssignValues(SettingsStack<TRun> stack, SettingsRequest request)
    {
        foreach (PlacedSetting placed in request.Placed)
        {
            stack.Assign(placed.Path, placed.Value.Given, new SettingOrigin(SettingLayer.File, placed.Value.Given.Place, placed.Source));
        }

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

        foreach (SettingOption option in request.Options.Where(option => option.Value is not null))
        {
            stack.Assign(option.Path, Given.Of(option.Value), new SettingOrigin(SettingLayer.Option, option.Option));
        }
    }

    /// <summary>The layers below what is asked for value by value.</summary>
    private SettingsStack<TRun> Begin(string? algorithm, string? environment, string? preset, bool knowsEnvironment = true)
    {
        bool asksEnvironment = environment is not null && knowsEnvironment;
        RegisteredSettings ofAlgorithm = algorithm is null ? new(new Unnamed()) : _algorithms(algorithm);
        RegisteredSettings ofEnvironment = asksEnvironment ? _environments(environment!) : new(new Unnamed());
        var stack = new SettingsStack<TRun>(SettingsTree.Of(TRun.Of((algorithm ?? "", ofAlgorithm.Defaults), (environment ?? "", ofEnvironment.Defaults))));
        foreach (Preset layer in _presets.For(
            algorithm is null ? null : new PresetSubject(algorithm, ofAlgorithm.Family, ofAlgorithm.Twin),
            asksEnvironment ? new PresetSubject(environment!, ofEnvironment.Family, ofEnvironment.Twin) : null,
            preset))
        {
            foreach (PresetValue value in layer.Values)
            {
                stack.Assign(value.Path, value.Given, new SettingOrigin(layer.Layer, value.Given.Place, value.Source));
            }
        }

        return stack;
    }

    /// <summary>The settings of what is not named: there are none.</summary>
    private sealed record Unnamed;
}
