using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Algorithms;

/// <summary>What an algorithm works on. Pairings that cannot work are refused from this, before anything starts.</summary>
public sealed record Support
{
    /// <summary>Whether it works on discrete actions.</summary>
    public bool DiscreteActions { get; init; } = true;

    /// <summary>Whether it works on continuous actions.</summary>
    public bool ContinuousActions { get; init; }

    /// <summary>Whether it reads entities, and so works only where the environment declares them.</summary>
    public bool NeedsEntities { get; init; }

    /// <summary>Whether it works on an environment.</summary>
    public bool Fits(EnvironmentSpec environment) => Misfit(environment) is null;

    /// <summary>Why it does not work on an environment, in a sentence; null where it does.</summary>
    public string? Refusal(string algorithm, EnvironmentSpec environment) =>
        Misfit(environment) is { } misfit ? $"the algorithm '{algorithm}' {misfit}" : null;

    /// <summary>Refuses an environment that it does not cover.</summary>
    /// <exception cref="UserErrorException">It does not.</exception>
    public void ThrowIfUnfit(string algorithm, EnvironmentSpec environment)
    {
        if (Refusal(algorithm, environment) is { } refusal)
        {
            throw new UserErrorException(refusal);
        }
    }

    private string? Misfit(EnvironmentSpec environment)
    {
        bool discrete = environment.Actions.IsDiscrete;
        if (discrete ? !DiscreteActions : !ContinuousActions)
        {
            return $"needs {(discrete ? "continuous" : "discrete")} actions, but '{environment.Name}' has {environment.Actions}";
        }

        return NeedsEntities && environment.Entities is null ? $"needs entities, but '{environment.Name}' declares none" : null;
    }
}
