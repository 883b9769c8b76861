namespace Phalanx.Environments.Battles;

/// <summary>What the view has to know of a battle that does not change between episodes.</summary>
internal sealed record SmacScenario
{
    /// <summary>The name of the environment; errors begin with it.</summary>
    public required string Name { get; init; }

    /// <summary>How many agents there are.</summary>
    public required int Allies { get; init; }

    /// <summary>How many enemies there are.</summary>
    public required int Enemies { get; init; }

    /// <summary>After how many steps a battle is over.</summary>
    public required int EpisodeLimit { get; init; }

    /// <summary>Whether the shields of the team are shown.</summary>
    public required bool AllyShields { get; init; }

    /// <summary>Whether the shields of the enemy are shown.</summary>
    public required bool EnemyShields { get; init; }

    /// <summary>How many entries the one-hot type has.</summary>
    public required int TypeBits { get; init; }

    /// <summary>Whether the team may have healers, who win no battle alone and whose targets are agents.</summary>
    public required bool HasHealers { get; init; }

    /// <summary>The ground.</summary>
    public required Terrain Terrain { get; init; }
}
