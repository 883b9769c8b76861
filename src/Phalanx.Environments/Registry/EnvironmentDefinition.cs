using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments;

/// <summary>What is known of an environment by its name, and how to make it.</summary>
public sealed record EnvironmentDefinition
{
    private readonly Func<object> _defaults;
    private readonly Func<object, int, IEnvironmentBatch> _create;
    private readonly Func<object, EnvironmentSpec>? _spec;
    private readonly Delegate _registered;

    private EnvironmentDefinition(
        string name,
        string summary,
        [DynamicallyAccessedMembers(EnvironmentSettings.Reflected)] Type settingsType,
        Func<object> defaults,
        Func<object, int, IEnvironmentBatch> create,
        Func<object, EnvironmentSpec>? spec,
        Delegate registered)
    {
        (Name, Summary, SettingsType) = (name, summary, settingsType);
        (_defaults, _create, _spec, _registered) = (defaults, create, spec, registered);
    }

    /// <summary>The name by which users ask for it.</summary>
    public string Name { get; }

    /// <summary>What it is, in one line.</summary>
    public string Summary { get; }

    /// <summary>
    /// The record of its settings. The defaults are in the record; its properties, in snake_case, are the settings <c>env.*</c>.
    /// </summary>
    [DynamicallyAccessedMembers(EnvironmentSettings.Reflected)]
    public Type SettingsType { get; }

    /// <summary>
    /// The name of its page in <c>docs/environments</c>, which a family of environments may share. By default its own name.
    /// </summary>
    public string Page { get; init; } = "";

    /// <summary>
    /// The name of its source file, which a family of environments may share. By default its own name, cased as .NET does.
    /// </summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// The version of what it simulates, counted from 1. It rises with a change after which results are others, so that runs of before count as such.
    /// </summary>
    public int Results { get; init; } = 1;

    /// <summary>The name of the environment whose presets hold for this one too, since it is the same task simulated by another program; empty for none.</summary>
    public string Twin { get; init; } = "";

    /// <summary>Whether a run makes one batch of it, for training and for tests in turn: its environments are programs or games that take long to start.</summary>
    public bool IsSharedByRun { get; init; }

    /// <summary>
    /// Whether an episode follows from its seed and the actions alone, as the contract wants it. A game that draws numbers of its own does not; it says so here,
    /// and is not checked for it.
    /// </summary>
    public bool FollowsSeeds { get; init; } = true;

    /// <summary>Tells which program is started, by its command, when environments with given settings are made; null where none is.</summary>
    public Func<object, string?>? Command { get; init; }

    /// <summary>Tells how many environments there can be at once with given settings; null for any number.</summary>
    public Func<object, int?>? Most { get; init; }

    /// <summary>Whether its registration says what the environment is, so that none has to be made to be asked.</summary>
    public bool DeclaresSpec => _spec is not null;

    /// <summary>The assemblies that it is known to be written in.</summary>
    internal IEnumerable<Assembly> Assemblies => [SettingsType.Assembly, _registered.Method.Module.Assembly];

    /// <summary>Defines an environment that is made as a whole batch.</summary>
    /// <typeparam name="TSettings">A sealed record with default values; see <see cref="SettingAttribute"/>.</typeparam>
    /// <param name="name">Its name: letters, digits, <c>-</c> and <c>_</c>, in parts separated by <c>/</c>.</param>
    /// <param name="summary">What it is, in one line.</param>
    /// <param name="create">Makes a batch of the given number of environments.</param>
    /// <param name="spec">
    /// The specification that follows from settings: the same as that of the environments made. Without it, one environment is made each time
    /// that the specification is asked for.
    /// </param>
    /// <param name="page">The name of its documentation page, when it is not the environment's.</param>
    /// <param name="source">The name of its source file, when it is not the environment's.</param>
    /// <param name="defaults">Its settings by default, when they are not those of the record: members of a family differ in them.</param>
    /// <exception cref="ArgumentException">The name is not well formed.</exception>
    public static EnvironmentDefinition Of<[DynamicallyAccessedMembers(EnvironmentSettings.Reflected)] TSettings>(
        string name,
        string summary,
        Func<TSettings, int, IEnvironmentBatch> create,
        Func<TSettings, EnvironmentSpec>? spec = null,
        string? page = null,
        string? source = null,
        TSettings? defaults = null)
        where TSettings : class, new()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(summary);
        ArgumentNullException.ThrowIfNull(create);
        ThrowIfNotWellFormed(name);
        (string ownPage, string ownSource) = FilesOf(name);
        return new(
            name,
            summary,
            typeof(TSettings),
            () => defaults ?? new TSettings(),
            (settings, count) => create((TSettings)settings, count),
            spec is null ? null : settings => spec((TSettings)settings),
            create)
        {
            Page = page ?? ownPage,
            Source = source ?? ownSource,
        };
    }

    /// <summary>As many environments as are wanted, or as there can be.</summary>
    /// <param name="settings">A <see cref="SettingsType"/>.</param>
    /// <param name="wanted">How many are wanted.</param>
    public int AtMost(object settings, int wanted) => Most?.Invoke(settings) is { } most ? Math.Min(most, wanted) : wanted;

    /// <summary>Its settings with their default values.</summary>
    public object CreateDefaultSettings() => _defaults();

    /// <summary>Its settings with the values that JSON has for some of them, by the rules and in the sentences of <c>--set env.path=value</c>.</summary>
    /// <param name="values">An object whose names are those of settings, without <c>env.</c></param>
    /// <exception cref="UserErrorException">A name is unknown, or a value is not allowed.</exception>
    public object ReadSettings(JsonElement values) => GroupSettings.Read(CreateDefaultSettings(), SettingsType, RunNames.EnvironmentGroup, values);

    /// <summary>Its settings one by one, with their defaults and limits.</summary>
    public IReadOnlyList<SettingDescription> DescribeSettings() => GroupSettings.Describe(CreateDefaultSettings(), SettingsType, RunNames.EnvironmentGroup);

    /// <summary>
    /// The specification of the environments that <see cref="Create"/> makes with the same settings. An environment that was registered
    /// with a function for its specification answers without being made; of any other, one is made, asked and disposed.
    /// </summary>
    /// <param name="settings">A <see cref="SettingsType"/>, or null for the defaults.</param>
    /// <exception cref="UserErrorException">A setting has a value that is not allowed.</exception>
    /// <exception cref="EnvironmentContractException">The specification is wrong.</exception>
    public EnvironmentSpec SpecOf(object? settings = null)
    {
        if (DeclaredSpecOf(settings) is { } spec)
        {
            return spec;
        }

        using IEnvironmentBatch batch = Create(settings, count: 1);
        return batch.Spec;
    }

    /// <summary>Makes a batch of it, which the caller disposes.</summary>
    /// <param name="settings">A <see cref="SettingsType"/>, or null for the defaults.</param>
    /// <param name="count">How many environments, at least one.</param>
    /// <exception cref="UserErrorException">A setting has a value that is not allowed.</exception>
    /// <exception cref="EnvironmentContractException">What was made is not what was asked for.</exception>
    public IEnvironmentBatch Create(object? settings, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        IEnvironmentBatch batch = _create(Checked(settings), count)
            ?? throw new EnvironmentContractException(Name, "making it returned null");
        try
        {
            ThrowIfNotAsAskedFor(batch, count);
            return batch;
        }
        catch
        {
            Disposal.AfterFailure(batch);
            throw;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The specification by the function that was registered for it; null when there is none.</summary>
    internal EnvironmentSpec? DeclaredSpecOf(object? settings)
    {
        object allowed = Checked(settings);
        if (_spec is null)
        {
            return null;
        }

        EnvironmentSpec spec = _spec(allowed) ?? throw new EnvironmentContractException(Name, "its specification is null");
        spec.ThrowIfInvalid();
        return spec;
    }

    /// <summary>
    /// The file names that follow from a name: <c>predator-prey</c> is described in predator-prey and written in PredatorPrey.
    /// </summary>
    internal static (string Page, string Source) FilesOf(string name)
    {
        IEnumerable<string> words = name.Split(['-', '/', '_'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}");
        return (name.Replace('/', '-'), string.Concat(words));
    }

    // Names become parts of paths, so nothing that a path reads differently may be in them.
    private static void ThrowIfNotWellFormed(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.Split('/').All(IsWord))
        {
            throw new ArgumentException(
                $"'{name}' is not a name: it must be letters, digits, '-' and '_', in parts separated by '/'.", nameof(name));
        }
    }

    private static bool IsWord(string part) =>
        part.Length > 0
        && char.IsAsciiLetterOrDigit(part[0])
        && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private void ThrowIfNotAsAskedFor(IEnvironmentBatch batch, int count)
    {
        if (batch.Spec is not { } spec)
        {
            throw new EnvironmentContractException(Name, "its specification is null");
        }

        spec.ThrowIfInvalid();
        if (batch.Count != count)
        {
            throw new EnvironmentContractException(Name, $"{count} environments were asked for but {batch.Count} were made");
        }
    }

    private object Checked(object? settings)
    {
        settings ??= CreateDefaultSettings();
        if (!SettingsType.IsInstanceOfType(settings))
        {
            throw new ArgumentException(
                $"The settings of '{Name}' are a {SettingsType.Name}, not a {settings.GetType().Name}.", nameof(settings));
        }

        EnvironmentSettings.ThrowIfInvalid(settings, SettingsType);
        return settings;
    }
}
