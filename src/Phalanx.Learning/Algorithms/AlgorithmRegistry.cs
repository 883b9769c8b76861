using Phalanx.Foundation;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Algorithms;

/// <summary>The algorithms by name: those of the library, and whatever a program adds.</summary>
public sealed class AlgorithmRegistry
{
    private readonly SortedDictionary<string, AlgorithmDefinition> _definitions = new(StringComparer.Ordinal);

    /// <summary>All of them, in the order of their names.</summary>
    public IReadOnlyCollection<AlgorithmDefinition> All => _definitions.Values;

    /// <summary>The names, in alphabetical order.</summary>
    public IReadOnlyCollection<string> Names => _definitions.Keys;

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

    /// <summary>A registry with the algorithms of the library.</summary>
    public static AlgorithmRegistry WithBuiltIns()
    {
        var registry = new AlgorithmRegistry();
        BuiltInAlgorithms.AddTo(registry);
        return registry;
    }

    /// <summary>Adds an algorithm.</summary>
    /// <typeparam name="TSettings">Its settings: a sealed record with defaults.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it is, in a line.</param>
    /// <param name="support">What it works on.</param>
    /// <param name="create">Makes it.</param>
    /// <param name="acting">How its team acts; recurrent agents that act epsilon-greedily unless it says otherwise.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Register<TSettings>(
        string name,
        string summary,
        Support support,
        Func<TeamShape, RunSettings, TSettings, Algorithm<float>> create,
        ActingDefinition? acting = null)
        where TSettings : class, new()
    {
        var definition = new AlgorithmDefinition(
            name,
            summary,
            support,
            acting ?? ActingDefinition.EpsilonGreedy,
            () => new TSettings(),
            (team, run) => create(team, run, (TSettings)run.Algorithm));
        if (!_definitions.TryAdd(name, definition))
        {
            throw new ArgumentException($"There are two algorithms named '{name}'.");
        }
    }
}

/// <summary>The settings of an algorithm that has none of its own.</summary>
public sealed record NoAlgorithmSettings;
