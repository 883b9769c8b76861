namespace Phalanx.Environments.Battles;

/// <summary>A race of SMACv2's battles, which both sides belong to.</summary>
internal sealed record SmacV2Race
{
    private SmacV2Race(string name, string[] types) => (Name, Types) = (name, types);

    /// <summary>All races, in the order of their names.</summary>
    public static IReadOnlyList<SmacV2Race> All { get; } =
    [
        new("protoss", ["stalker", "zealot", "colossus"]) { Shields = true },
        new("terran", ["marine", "marauder", "medivac"]) { ThirdIsException = true, Healers = true },
        new("zerg", ["zergling", "hydralisk", "baneling"]) { ThirdIsException = true },
    ];

    /// <summary>Its name in names of environments.</summary>
    public string Name { get; }

    /// <summary>The names of the types that its teams are drawn from, in the order of the weights and of the one-hot type.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>
    /// The names of the same types as the enemy has them. SMAC's maps have copies of the types for the team, which differ from the game's own in
    /// some.
    /// </summary>
    public IEnumerable<string> EnemyTypes => Types.Select(type => type is "medivac" or "hydralisk" ? $"{type}_stock" : type);

    /// <summary>Whether the third type makes no team by itself, since it cannot win alone.</summary>
    public bool ThirdIsException { get; private init; }

    /// <summary>Whether its units have shields.</summary>
    public bool Shields { get; private init; }

    /// <summary>Whether one of its types heals.</summary>
    public bool Healers { get; private init; }
}
