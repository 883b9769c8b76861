namespace Phalanx.Environments.Battles;

/// <summary>A battle: who fights whom, where, and for how long.</summary>
internal sealed record BattleMap
{
    /// <summary>Its name, for example <c>2s3z</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>After how many steps a battle is over.</summary>
    public required int EpisodeLimit { get; init; }

    /// <summary>The ground.</summary>
    public required Terrain Terrain { get; init; }

    /// <summary>The units of the team, in groups that start together.</summary>
    public required IReadOnlyList<UnitGroup> Allies { get; init; }

    /// <summary>The units of the enemy, in the order of their ids: groups in order, types in the order in which a group names them.</summary>
    public required IReadOnlyList<UnitGroup> Enemies { get; init; }

    /// <summary>What the enemy is told once, at the start.</summary>
    public required EnemyOrder Order { get; init; }

    /// <summary>The types of the team in the order of agents' ids and of the one-hot type.</summary>
    public required IReadOnlyList<UnitType> AllyTypes { get; init; }

    /// <summary>The types of the enemy in the order of the one-hot type.</summary>
    public required IReadOnlyList<UnitType> EnemyTypes { get; init; }

    /// <summary>How many entries the one-hot type has; 0 where a unit's type is not shown.</summary>
    public required int TypeBits { get; init; }

    /// <summary>How many agents there are.</summary>
    public int AllyCount => Allies.Sum(group => group.Count);

    /// <summary>How many enemies there are.</summary>
    public int EnemyCount => Enemies.Sum(group => group.Count);
}
