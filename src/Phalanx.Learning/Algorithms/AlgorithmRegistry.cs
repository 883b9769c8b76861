using System.Reflection;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Algorithms;

/// <summary>The algorithms by name: those of the library, and those that a program adds.</summary>
public sealed class AlgorithmRegistry
{
    private readonly SortedDictionary<string, AlgorithmDefinition> _definitions = new(StringComparer.Ordinal);

    /// <summary>All of them, in the order of their names.</summary>
    public IReadOnlyCollection<AlgorithmDefinition> All => _definitions.Values;

    /// <summary>The names, in alphabetical order.</summary>
    public IReadOnlyCollection<string> Names => _definitions.Keys;

    /// <summary>The assemblies in which they are written, as far as their settings tell: what they refer to belongs to them too.</summary>
    public IReadOnlyCollection<Assembly> Assemblies =>
        [.. _definitions.Values.SelectMany(definition => (Assembly[])[definition.GetType().Assembly, definition.CreateDefaultSettings().GetType().Assembly]).Distinct()];

    /// <summary>The algorithm of a name.</summary>
    /// <exception cref="UserErrorException">There is none; the sentence names the nearest.</exception>
    public AlgorithmDefinition this[string name]
    {
        get
        {
            if (_definitions.TryGetValue(name, out AlgorithmDefinition? definition))
            {
                return definition;
            }

            string advice = NearestName.Advice(name, Names, otherwise: $"; there are {string.Join(", ", Names)}");
            throw new UserErrorException($"there is no algorithm '{name}'{advice}");
        }
    }

    /// <summary>The settings of an algorithm, for a resolver of settings.</summary>
    /// <exception cref="UserErrorException">There is no such algorithm.</exception>
    public RegisteredSettings SettingsOf(string name) => new(this[name].CreateDefaultSettings(), this[name].Family);

    /// <summary>Adds an algorithm.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(AlgorithmDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (!_definitions.TryAdd(definition.Name, definition))
        {
            throw new ArgumentException($"There are two algorithms named '{definition.Name}'.");
        }
    }

    /// <summary>Adds an algorithm for discrete actions whose agents are recurrent and act epsilon-greedily.</summary>
    /// <typeparam name="TSettings">Its settings: a sealed record with defaults.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it is, in a line.</param>
    /// <param name="create">Makes it, of the agents that it learns, the settings of the run and its own.</param>
    /// <param name="family">The family whose presets hold for it too, such as <c>value-based/mixing</c>.</param>
    /// <param name="limit">What it tends to on a one-step game; null where it has no joint values to compare.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Register<TSettings>(
        string name,
        string summary,
        Func<AgentNetworks<float, RecurrentAgent<float>>, RunSettings, TSettings, Algorithm<float>> create,
        string family = "",
        ExactLimit? limit = null)
        where TSettings : class, new() => Add(new AlgorithmDefinition<TSettings>(name, summary)
        {
            Family = family,
            Limit = limit,
            Discrete = AlgorithmForm<TSettings>.Of(ActingDefinition.EpsilonGreedy, create),
        });
}
