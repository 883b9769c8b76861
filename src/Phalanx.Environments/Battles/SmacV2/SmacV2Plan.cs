namespace Phalanx.Environments.Battles;

/// <summary>Plans SMACv2's battles.</summary>
internal static class SmacV2Plan
{
    private const string Ground = "flat";

    /// <summary>The plan of a battle.</summary>
    /// <param name="battle">Which battle; how many units there are is up to the settings.</param>
    /// <param name="settings">Its settings.</param>
    public static BattlePlan Of(SmacV2Battle battle, SmacV2Settings settings)
    {
        var types = UnitTypes.Of(settings.Profile);
        return Of(battle, settings, name => types[name]);
    }

    /// <summary>The same with units of any kind.</summary>
    /// <param name="battle">Which battle.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="units">The type of a name.</param>
    public static BattlePlan Of(SmacV2Battle battle, SmacV2Settings settings, Func<string, UnitType> units)
    {
        SmacV2Race race = battle.Race;
        settings.ThrowIfContradictory(race);
        UnitType[] allyTypes = [.. race.Types.Select(units)];
        UnitType[] enemyTypes = [.. race.EnemyTypes.Select(units)];
        return new BattlePlan
        {
            Scenario = new SmacScenario
            {
                Name = battle.Name,
                Allies = settings.NUnits,
                Enemies = settings.NEnemies,
                EpisodeLimit = settings.EpisodeLimit,
                AllyShields = race.Shields,
                EnemyShields = race.Shields,
                TypeBits = allyTypes.Length,
                HasHealers = race.Healers,
                Terrain = TerrainReader.BuiltIn[Ground],
            },
            Lineup = new GeneratedLineup(
                settings.NUnits,
                settings.NEnemies,
                allyTypes,
                enemyTypes,
                new TeamDraw(settings.Weights, settings.ExceptionUnitTypes && race.ThirdIsException ? race.Types.Count - 1 : null),
                settings.ReflectProbability),

            // SMACv2's names of maps all stand for one flat map. It orders nothing at the start; it sends enemies that are idle against the nearest
            // agent.
            Order = new EnemyOrder.Hold(),
            IdleChase = settings.IdleChase ?? true,
            AllyTypes = allyTypes,
            EnemyTypes = enemyTypes,

            // The map numbers its types by the alphabet, and agents' ids go by these numbers.
            IdOrder = [.. allyTypes.OrderBy(type => type.Name, StringComparer.Ordinal)],
            RangesOf = type => settings.UseUnitRanges ? RangesOf(type, settings.MinAttackRange) : BattlePlan.SmacRanges,
            Extras = settings.Extras,
        };
    }

    private static (double Shoot, double Sight) RangesOf(UnitType type, double least) =>
        (Math.Max(least, type.Weapon?.Range ?? type.Healing?.Range ?? 0), type.Sight);
}
