namespace Phalanx.Settings;

/// <summary>Where files name the environment and the algorithm, and which settings belong to them.</summary>
public static class RunNames
{
    /// <summary>The group of the environment's own settings.</summary>
    public const string EnvironmentGroup = "env";

    /// <summary>The group of the algorithm's own settings.</summary>
    public const string AlgorithmGroup = "algorithm";

    /// <summary>What the name is called in both groups.</summary>
    internal const string Name = "name";

    internal const string Environment = $"{EnvironmentGroup}.{Name}";
    internal const string Algorithm = $"{AlgorithmGroup}.{Name}";

    /// <summary>Whether an assignment, <c>env.path=value</c>, is to a setting of the environment.</summary>
    /// <param name="assignment">The text.</param>
    public static bool IsOfEnvironment(string assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        return assignment.TrimStart().StartsWith($"{EnvironmentGroup}.", StringComparison.Ordinal);
    }
}
