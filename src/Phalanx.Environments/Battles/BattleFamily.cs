using System.Diagnostics.CodeAnalysis;

namespace Phalanx.Environments.Battles;

/// <summary>Registers the battles.</summary>
internal static class BattleFamily
{
    private const string Page = "battles";

    public static void Register(EnvironmentRegistry registry)
    {
        foreach (string map in BattleMaps.Names)
        {
            Register<BattleMapSettings>(registry, map, BattleData.SummaryOf(map), settings => BattleMaps.Load(map, settings.Profile));
        }

        Register<BattleFileSettings>(registry, "file", "a battle of your own, from a YAML file of units and places", MapOf);
        new SmacV2Family(
            (battle, settings, count) => new BattleBatch(SmacV2Plan.Of(battle, settings), settings, count),
            (battle, settings) => BattleBatch.SpecOf(SmacV2Plan.Of(battle, settings), settings)).Register(registry);
    }

    private static BattleMap MapOf(BattleFileSettings settings) => string.IsNullOrWhiteSpace(settings.Map)
        ? throw EnvironmentSettings.Error(nameof(settings.Map), null, "the path of a .yaml file with a battle's map")
        : BattleMaps.FromFile(settings.Map, settings.Profile);

    private static void Register<[DynamicallyAccessedMembers(EnvironmentSettings.Reflected)] TSettings>(EnvironmentRegistry registry, string map, string summary, Func<TSettings, BattleMap> load)
        where TSettings : BattleSettings, new()
    {
        string name = $"battle/{map}";
        registry.Register<TSettings>(
            name,
            summary,
            (settings, count) => new BattleBatch(BattlePlan.Of(load(settings), name), settings, count),
            settings => BattleBatch.SpecOf(BattlePlan.Of(load(settings), name), settings),
            Page,
            nameof(BattleBatch));
    }
}
