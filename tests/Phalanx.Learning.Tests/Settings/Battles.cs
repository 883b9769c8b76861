using Phalanx.Environments;
using Phalanx.Environments.Battles;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The battles that presets are for.</summary>
internal static class Battles
{
    private const string Prefix = "battle/";

    /// <summary>SMAC's maps and <c>5m</c>.</summary>
    public static IReadOnlyList<string> Maps { get; } =
    [.. ((string[])
    [
        "3m", "8m", "25m", "5m_vs_6m", "8m_vs_9m", "10m_vs_11m", "27m_vs_30m", "MMM", "MMM2", "2s3z", "3s5z", "3s5z_vs_3s6z",
        "3s_vs_3z", "3s_vs_4z", "3s_vs_5z", "1c3s5z", "2m_vs_1z", "corridor", "6h_vs_8z", "2s_vs_1sc", "so_many_baneling", "bane_vs_bane",
        "2c_vs_64zg", "5m",
    ]).Select(map => Prefix + map)];

    /// <summary>Some of SMACv2's.</summary>
    public static IReadOnlyList<string> Generated { get; } = [$"{Prefix}v2/terran_5_vs_5", $"{Prefix}v2/zerg_10_vs_11"];

    /// <summary>Whether a name is that of a battle.</summary>
    public static bool Includes(string environment) => environment.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The built-in environments, and stand-ins for those battles that are not among them: presets ask for settings and names alone.</summary>
    public static EnvironmentRegistry Registry()
    {
        var registry = EnvironmentRegistry.WithBuiltIns();
        foreach (string name in Maps.Concat(Generated).Where(name => !registry.Names.Contains(name)))
        {
            registry.Register<BattleMapSettings>(name, "a battle", (_, _) => throw new NotSupportedException("A stand-in fights no battles."));
        }

        return registry;
    }
}
