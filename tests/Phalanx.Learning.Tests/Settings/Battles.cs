using Phalanx.Environments;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The battles that presets are for.</summary>
internal static class Battles
{
    private const string Prefix = "battle/";

    /// <summary>SMAC's maps and <c>5m</c>.</summary>
    public static IReadOnlyList<string> Maps { get; } =
        [.. EnvironmentRegistry.WithBuiltIns().Names.Where(name => Includes(name) && name.LastIndexOf('/') < Prefix.Length && name != $"{Prefix}file")];

    /// <summary>Some of SMACv2's.</summary>
    public static IReadOnlyList<string> Generated { get; } = [$"{Prefix}v2/terran_5_vs_5", $"{Prefix}v2/zerg_10_vs_11"];

    /// <summary>Whether a name is that of a battle.</summary>
    public static bool Includes(string environment) => environment.StartsWith(Prefix, StringComparison.Ordinal);
}
