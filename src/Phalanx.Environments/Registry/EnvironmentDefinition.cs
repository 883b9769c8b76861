namespace Phalanx.Environments;

/// <summary>What is known of an environment by its name, and how to make it.</summary>
public sealed class EnvironmentDefinition
{
    private readonly Func<object> _defaults;
    private readonly Func<object, int, IEnvironmentBatch> _create;

    internal EnvironmentDefinition(
        string name, string summary, Type settingsType, Func<object> defaults, Func<object, int, IEnvironmentBatch> create)
    {
        (Name, Summary, SettingsType) = (name, summary, settingsType);
        (_defaults, _create) = (defaults, create);
    }

    /// <summary>The name by which users ask for it.</summary>
    public string Name { get; }

    /// <summary>What it is, in one line.</summary>
    public string Summary { get; }

    /// <summary>
    /// The record of its settings. The defaults are in the record; its properties, in snake_case, are the settings <c>env.*</c>.
    /// </summary>
    public Type SettingsType { get; }

    /// <summary>
    /// The name of its page in <c>docs/environments</c>, which a family of environments may share. By default its own name.
    /// </summary>
    public string Page { get; init; } = "";

    /// <summary>
    /// The name of its source file, which a family of environments may share. By default its own name, cased as .NET does.
    /// </summary>
    public string Source { get; init; } = "";

    /// <summary>Its settings with their default values.</summary>
    public object CreateDefaultSettings() => _defaults();

    /// <summary>Makes a batch of it.</summary>
    /// <param name="settings">A <see cref="SettingsType"/>, or null for the defaults.</param>
    /// <param name="count">How many environments, at least one.</param>
    /// <exception cref="Foundation.UserErrorException">A setting has a value that is not allowed.</exception>
    /// <exception cref="EnvironmentContractException">What was made is not what was asked for.</exception>
    public IEnvironmentBatch Create(object? settings, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        settings ??= CreateDefaultSettings();
        if (!SettingsType.IsInstanceOfType(settings))
        {
            throw new ArgumentException(
                $"The settings of '{Name}' are a {SettingsType.Name}, not a {settings.GetType().Name}.", nameof(settings));
        }

        EnvironmentSettings.ThrowIfInvalid(settings);
        IEnvironmentBatch batch = _create(settings, count) ?? throw new EnvironmentContractException(Name, "making it returned null");
        batch.Spec.ThrowIfInvalid();
        return batch.Count == count
            ? batch
            : throw new EnvironmentContractException(Name, $"{count} environments were asked for but {batch.Count} were made");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// The file names that follow from a name: <c>predator-prey</c> is described in predator-prey and written in PredatorPrey.
    /// </summary>
    internal static (string Page, string Source) FilesOf(string name)
    {
        IEnumerable<string> words = name.Split(['-', '/', '_'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}");
        return (name.Replace('/', '-'), string.Concat(words));
    }
}
