using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;

namespace Phalanx.Learning.Algorithms;

/// <summary>An algorithm as the registry knows it: what it is called, what it can do and how it is made.</summary>
public sealed class AlgorithmDefinition
{
    private readonly Func<TeamShape, RunSettings, Algorithm<float>> _create;
    private readonly Func<object> _defaults;

    internal AlgorithmDefinition(
        string name,
        string summary,
        Support support,
        ActingDefinition acting,
        Func<object> defaults,
        Func<TeamShape, RunSettings, Algorithm<float>> create) =>
        (Name, Summary, Support, Acting, _defaults, _create) = (name, summary, support, acting, defaults, create);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is, in a line.</summary>
    public string Summary { get; }

    /// <summary>What it works on.</summary>
    public Support Support { get; }

    /// <summary>How its team acts.</summary>
    public ActingDefinition Acting { get; }

    /// <summary>The settings it has when nobody says otherwise.</summary>
    public object CreateDefaultSettings() => _defaults();

    /// <summary>Makes it for an environment.</summary>
    /// <exception cref="UserErrorException">It does not work on that environment.</exception>
    public Algorithm<float> Create(EnvironmentSpec environment, RunSettings settings)
    {
        Support.ThrowIfUnfit(Name, environment);
        return _create(TeamShape.Of(environment), settings);
    }

    /// <summary>Makes what acts, and nothing else.</summary>
    /// <param name="environment">The environment to act in.</param>
    /// <param name="settings">The settings of the run that the weights come from.</param>
    /// <param name="weights">The weights, still to be filled.</param>
    /// <exception cref="UserErrorException">It does not work on that environment.</exception>
    public Policy CreatePolicy(EnvironmentSpec environment, RunSettings settings, out ParameterSet<float> weights)
    {
        Support.ThrowIfUnfit(Name, environment);
        var team = TeamShape.Of(environment);
        weights = new ParameterSet<float>(trainable: false);
        return new Policy(team, Acting.Network(weights.Scope(ActingDefinition.Scope), team, settings), Acting.Rule(settings))
        {
            ContinuousRule = Acting.ContinuousRule?.Invoke(settings),
        };
    }
}
