namespace Phalanx.Settings;

/// <summary>Where files name the environment and the algorithm, and which settings belong to them.</summary>
internal static class RunNames
{
    public const string EnvironmentGroup = "env";
    public const string AlgorithmGroup = "algorithm";
    public const string Environment = "env.name";
    public const string Algorithm = "algorithm.name";

    /// <summary>Writes a name as YAML.</summary>
    public static SettingKind Kind { get; } = new TextKind([]);
}
