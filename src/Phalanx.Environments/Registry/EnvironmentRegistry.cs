using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments;

/// <summary>
/// Environments by name. It begins with the built-in ones, or empty; others can be added.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "Registry is the usual name.")]
public sealed class EnvironmentRegistry : IReadOnlyCollection<EnvironmentDefinition>
{
    private readonly SortedDictionary<string, EnvironmentDefinition> _definitions = new(StringComparer.Ordinal);

    /// <summary>How many environments are registered.</summary>
    public int Count => _definitions.Count;

    /// <summary>The names of all environments, in order.</summary>
    public IReadOnlyCollection<string> Names => _definitions.Keys;

    /// <summary>The environment of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="UserErrorException">There is none; the message suggests the nearest name.</exception>
    public EnvironmentDefinition this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            if (_definitions.TryGetValue(name, out EnvironmentDefinition? definition))
            {
                return definition;
            }

            string advice = NearestName.Of(name, Names) is { } nearest
                ? $"did you mean '{nearest}'?"
                : "'phalanx list environments' names them all";
            throw new UserErrorException($"unknown environment '{name}'; {advice}");
        }
    }

    /// <summary>A new registry that holds every built-in environment.</summary>
    public static EnvironmentRegistry WithBuiltIns()
    {
        EnvironmentRegistry registry = new();
        BuiltInEnvironments.Register(registry);
        return registry;
    }

    /// <summary>Adds an environment that is made one at a time and has settings.</summary>
    /// <typeparam name="TSettings">A sealed record with default values; see <see cref="SettingAttribute"/>.</typeparam>
    /// <param name="name">Its name: letters, digits, <c>-</c> and <c>_</c>, in parts separated by <c>/</c>.</param>
    /// <param name="summary">What it is, in one line.</param>
    /// <param name="create">Makes one environment.</param>
    /// <param name="spec">
    /// The specification that follows from settings: the same as that of the environments made. Without it, one environment is made each time
    /// that the specification is asked for.
    /// </param>
    public void Register<TSettings>(
        string name, string summary, Func<TSettings, IEnvironment> create, Func<TSettings, EnvironmentSpec>? spec = null)
        where TSettings : class, new()
    {
        ArgumentNullException.ThrowIfNull(create);
        Register(name, summary, (settings, count) => EnvironmentBatch.Of(() => create(settings), count), spec);
    }

    /// <summary>Adds an environment that is made one at a time and has no settings.</summary>
    /// <param name="name">Its name: letters, digits, <c>-</c> and <c>_</c>, in parts separated by <c>/</c>.</param>
    /// <param name="summary">What it is, in one line.</param>
    /// <param name="create">Makes one environment.</param>
    /// <param name="spec">The specification of every environment made. Without it, one environment is made each time that it is asked for.</param>
    public void Register(string name, string summary, Func<IEnvironment> create, Func<EnvironmentSpec>? spec = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        Register<NoSettings>(name, summary, (_, count) => EnvironmentBatch.Of(create, count), spec is null ? null : _ => spec());
    }

    /// <summary>Adds an environment that is made as a whole batch.</summary>
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
    /// <exception cref="ArgumentException">The name is not well formed, or taken.</exception>
    public void Register<TSettings>(
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
        (string ownPage, string ownSource) = EnvironmentDefinition.FilesOf(name);
        EnvironmentDefinition definition = new(
            name,
            summary,
            typeof(TSettings),
            () => defaults ?? new TSettings(),
            (settings, count) => create((TSettings)settings, count),
            spec is null ? null : settings => spec((TSettings)settings))
        {
            Page = page ?? ownPage,
            Source = source ?? ownSource,
        };
        if (!_definitions.TryAdd(name, definition))
        {
            throw new ArgumentException($"An environment named '{name}' is registered already.", nameof(name));
        }
    }

    /// <summary>Makes a batch of the environment of a name, which the caller disposes.</summary>
    /// <param name="name">The name.</param>
    /// <param name="settings">Its settings, or null for the defaults.</param>
    /// <param name="count">How many environments.</param>
    /// <exception cref="UserErrorException">The name is unknown, or a setting has a value that is not allowed.</exception>
    public IEnvironmentBatch Create(string name, object? settings = null, int count = 1) => this[name].Create(settings, count);

    /// <inheritdoc/>
    public IEnumerator<EnvironmentDefinition> GetEnumerator() => _definitions.Values.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

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
}
