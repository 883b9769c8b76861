using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Algorithms;

/// <summary>An algorithm as the registry knows it: what it is called, what it can do and how it is made.</summary>
public sealed class AlgorithmDefinition
{
    private readonly Func<TeamShape, RunSettings, Algorithm<float>> _create;
    private readonly Func<object> _defaults;

    internal AlgorithmDefinition(
        string name, string summary, Support support, Func<object> defaults, Func<TeamShape, RunSettings, Algorithm<float>> create) =>
        (Name, Summary, Support, _defaults, _create) = (name, summary, support, defaults, create);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is, in a line.</summary>
    public string Summary { get; }

    /// <summary>What it works on.</summary>
    public Support Support { get; }

    /// <summary>The settings it has when nobody says otherwise.</summary>
    public object CreateDefaultSettings() => _defaults();

    /// <summary>Makes it for an environment.</summary>
    /// <exception cref="UserErrorException">It does not work on that environment.</exception>
    public Algorithm<float> Create(EnvironmentSpec environment, RunSettings settings)
    {
        Support.ThrowIfUnfit(Name, environment);
        return _create(TeamShape.Of(environment), settings);
    }
}

/// <summary>What an algorithm works on. Pairings that cannot work are refused from this, before anything starts.</summary>
public sealed record Support
{
    /// <summary>Whether it works on discrete actions.</summary>
    public bool DiscreteActions { get; init; } = true;

    /// <summary>Whether it works on continuous actions.</summary>
    public bool ContinuousActions { get; init; }

    /// <summary>Refuses an environment that it does not cover.</summary>
    /// <exception cref="UserErrorException">It does not.</exception>
    public void ThrowIfUnfit(string algorithm, EnvironmentSpec environment)
    {
        bool discrete = environment.Actions.IsDiscrete;
        if (discrete ? !DiscreteActions : !ContinuousActions)
        {
            throw new UserErrorException(
                $"the algorithm '{algorithm}' needs {(discrete ? "continuous" : "discrete")} actions, but '{environment.Name}' has {environment.Actions}");
        }
    }
}
