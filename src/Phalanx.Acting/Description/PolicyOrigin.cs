namespace Phalanx.Acting;

/// <summary>Where a policy comes from. Nothing of it decides how the team acts.</summary>
public sealed class PolicyOrigin
{
    /// <summary>An origin.</summary>
    /// <param name="producer">The program that wrote the policy, with its version.</param>
    /// <param name="algorithm">The algorithm that the team learned by.</param>
    /// <param name="environment">The environment that it learned in.</param>
    /// <param name="tEnv">The number of environment steps that it had learned from.</param>
    public PolicyOrigin(string producer, string algorithm, string environment, long tEnv) =>
        (Producer, Algorithm, Environment, TEnv) = (producer, algorithm, environment, tEnv);

    /// <summary>The program that wrote the policy, with its version.</summary>
    public string Producer { get; }

    /// <summary>The algorithm that the team learned by.</summary>
    public string Algorithm { get; }

    /// <summary>The environment that it learned in.</summary>
    public string Environment { get; }

    /// <summary>The number of environment steps that it had learned from.</summary>
    public long TEnv { get; }
}
