using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
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
    private readonly List<Family> _families = [];
    private readonly List<Delegate> _registered = [];

    /// <summary>How many environments are registered, each by its own name.</summary>
    public int Count => _definitions.Count;

    /// <summary>Their names, in order.</summary>
    public IReadOnlyCollection<string> Names => _definitions.Keys;

    /// <summary>The assemblies in which its environments are written, as far as their registrations tell: what they refer to belongs to them too.</summary>
    public IReadOnlyCollection<Assembly> Assemblies =>
    [
        .. _registered.Select(registered => registered.Method.Module.Assembly)
            .Concat(_families.Select(family => family.Define.Method.Module.Assembly))
            .Concat(_definitions.Values.SelectMany(definition => definition.Assemblies))
            .Distinct(),
    ];

    /// <summary>The environment of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="UserErrorException">There is none; the message suggests the nearest name, or says what the family of the name allows.</exception>
    public EnvironmentDefinition this[string name]
    {
        get
        {
            if (Find(name) is { } definition)
            {
                return definition;
            }

            string advice = NearestName.Advice(name, Names, otherwise: "; 'phalanx list environments' names them all");
            throw new UserErrorException($"unknown environment '{name}'{advice}");
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
    public void Register<[DynamicallyAccessedMembers(EnvironmentSettings.Reflected)] TSettings>(
        string name, string summary, Func<TSettings, IEnvironment> create, Func<TSettings, EnvironmentSpec>? spec = null)
        where TSettings : class, new()
    {
        ArgumentNullException.ThrowIfNull(create);
        _registered.Add(create);
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
        _registered.Add(create);
        Register<NoSettings>(name, summary, (_, count) => EnvironmentBatch.Of(create, count), spec is null ? null : _ => spec());
    }

    /// <summary>Adds an environment that is made as a whole batch.</summary>
    /// <exception cref="ArgumentException">The name is not well formed, or taken.</exception>
    /// <inheritdoc cref="EnvironmentDefinition.Of{TSettings}"/>
    public void Register<[DynamicallyAccessedMembers(EnvironmentSettings.Reflected)] TSettings>(
        string name,
        string summary,
        Func<TSettings, int, IEnvironmentBatch> create,
        Func<TSettings, EnvironmentSpec>? spec = null,
        string? page = null,
        string? source = null,
        TSettings? defaults = null)
        where TSettings : class, new() =>
        Register(EnvironmentDefinition.Of(name, summary, create, spec, page, source, defaults));

    /// <summary>Adds an environment that is defined already.</summary>
    /// <param name="definition">What is known of it.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Register(EnvironmentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (!_definitions.TryAdd(definition.Name, definition))
        {
            throw new ArgumentException($"An environment named '{definition.Name}' is registered already.", nameof(definition));
        }
    }

    /// <summary>
    /// Adds environments that no list could name one by one, such as those with any number of agents. They are found by their names like all others,
    /// but <see cref="Names"/> does not have them: register those that users should see listed and be led to after a mistake.
    /// </summary>
    /// <param name="prefix">What their names begin with, up to and with a <c>/</c>.</param>
    /// <param name="define">
    /// Defines the environment of a name that begins so and is not registered; null when the name is not one of the family's. A name of its kind
    /// that asks for what cannot be is refused with a <see cref="UserErrorException"/>.
    /// </param>
    /// <exception cref="ArgumentException">The prefix does not end with <c>/</c>.</exception>
    public void RegisterFamily(string prefix, Func<string, EnvironmentDefinition?> define)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(define);
        if (prefix is not [not '/', .., '/'])
        {
            throw new ArgumentException($"'{prefix}' does not begin a name: it must end with '/'.", nameof(prefix));
        }

        _families.Add(new Family(prefix, define));
    }

    /// <summary>The environment of a name, be it registered or of a registered family; null when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="UserErrorException">The name is of a family's kind and asks for what cannot be.</exception>
    public EnvironmentDefinition? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _definitions.GetValueOrDefault(name) ?? _families.Select(family => family.Find(name)).FirstOrDefault(found => found is not null);
    }

    /// <summary>Makes a batch of the environment of a name, which the caller disposes.</summary>
    /// <param name="name">The name.</param>
    /// <param name="settings">Its settings, or null for the defaults.</param>
    /// <param name="count">How many environments.</param>
    /// <exception cref="UserErrorException">The name is unknown, or a setting has a value that is not allowed.</exception>
    public IEnvironmentBatch Create(string name, object? settings = null, int count = 1) => this[name].Create(settings, count);

    /// <summary>What settings an environment has, as a resolver of settings asks.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="UserErrorException">There is no such environment.</exception>
    public RegisteredSettings SettingsOf(string name)
    {
        EnvironmentDefinition definition = this[name];
        return new RegisteredSettings(definition.CreateDefaultSettings(), Twin: definition.Twin);
    }

    /// <inheritdoc/>
    public IEnumerator<EnvironmentDefinition> GetEnumerator() => _definitions.Values.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed record Family(string Prefix, Func<string, EnvironmentDefinition?> Define)
    {
        public EnvironmentDefinition? Find(string name)
        {
            EnvironmentDefinition? definition = name.StartsWith(Prefix, StringComparison.Ordinal) ? Define(name) : null;
            return definition is null || definition.Name == name
                ? definition
                : throw new InvalidOperationException($"The family '{Prefix}' was asked for '{name}' but defined '{definition.Name}'.");
        }
    }
}
