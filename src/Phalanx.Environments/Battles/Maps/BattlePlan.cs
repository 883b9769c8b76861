namespace Phalanx.Environments.Battles;

/// <summary>All that is fixed about a battle before it is simulated, whether it comes from a map or is generated.</summary>
internal sealed record BattlePlan
{
    /// <summary>How far the attacks of all units may be chosen in SMAC, and how far all of them see.</summary>
    public static (double Shoot, double Sight) SmacRanges => (6, 9);

    /// <summary>What the view has to know.</summary>
    public required SmacScenario Scenario { get; init; }

    /// <summary>Who fights in an episode, and where they start.</summary>
    public required Lineup Lineup { get; init; }

    /// <summary>What the enemy is told once, at the start of a battle.</summary>
    public required EnemyOrder Order { get; init; }

    /// <summary>The types of the team in the order of the one-hot type.</summary>
    public required IReadOnlyList<UnitType> AllyTypes { get; init; }

    /// <summary>The types of the team in the order of agents' ids; that of the one-hot type where nothing else is given.</summary>
    public IReadOnlyList<UnitType> IdOrder { get => field ?? AllyTypes; init; }

    /// <summary>The types of the enemy in the order of the one-hot type.</summary>
    public required IReadOnlyList<UnitType> EnemyTypes { get; init; }

    /// <summary>How far the attacks of each type may be chosen and how far it sees; SMAC's by default.</summary>
    public Func<UnitType, (double Shoot, double Sight)> RangesOf { get; init; } = _ => SmacRanges;

    /// <summary>What the view adds to SMAC's.</summary>
    public SmacExtras Extras { get; init; } = SmacExtras.None;

    /// <summary>Whether enemies that stand idle are sent against the nearest agent.</summary>
    public bool IdleChase { get; init; }

    /// <summary>The plan of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="environment">The name of the environment.</param>
    public static BattlePlan Of(BattleMap map, string environment) => new()
    {
        Scenario = new SmacScenario
        {
            Name = environment,
            Allies = map.AllyCount,
            Enemies = map.EnemyCount,
            EpisodeLimit = map.EpisodeLimit,
            AllyShields = map.AllyTypes.Any(type => type.Shield > 0),
            EnemyShields = map.EnemyTypes.Any(type => type.Shield > 0),
            TypeBits = map.TypeBits,
            HasHealers = map.AllyTypes.Any(type => type.IsHealer),
            Terrain = map.Terrain,
        },
        Lineup = new MapLineup(map),
        Order = map.Order,
        AllyTypes = map.AllyTypes,
        EnemyTypes = map.EnemyTypes,
    };

    /// <summary>What the view has to know of a unit.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="ally">Whether it is one of the team.</param>
    public SmacUnit TraitsOf(UnitType type, bool ally)
    {
        (double shoot, double sight) = RangesOf(type);
        int bit = Scenario.TypeBits > 0 ? type.PlaceIn(ally ? AllyTypes : EnemyTypes) : -1;
        return new SmacUnit(type.Health, type.Shield, type.CooldownScale, bit, type.IsHealer, shoot, sight);
    }
}
