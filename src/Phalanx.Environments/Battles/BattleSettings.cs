using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>How a battle is simulated.</summary>
public abstract record BattleSettings : SmacSettings
{
    /// <summary>Whose numbers units have.</summary>
    [Setting("whose numbers units have: the game's, or those of SMAClite")]
    public BattleProfile Profile { get; init; } = BattleProfile.Sc2;

    /// <summary>How far units may start from their places, in cells along each axis.</summary>
    [Setting("how far units may start from their places, in cells along each axis", Min = 0, Max = 2)]
    public double StartNoise { get; init; }

    /// <summary>Whether the time between two attacks varies a little. By default in profile sc2.</summary>
    [Setting("whether the time between two attacks varies a little; by default in profile sc2")]
    public bool? CooldownJitter { get; init; }

    /// <summary>How the enemy behaves.</summary>
    [Setting("how the enemy behaves: as the game's units on attack-move, or as in SMAX")]
    public EnemyScript Enemy { get; init; } = EnemyScript.AttackMove;

    /// <summary>Whether enemies with nothing to do are sent against the nearest agent twice a second. By default in SMACv2.</summary>
    [Setting("whether enemies that stand idle are sent against the nearest agent; by default in SMACv2's battles")]
    public bool? IdleChase { get; init; }

    /// <summary>Whether the heuristic team keeps to the actions that agents may choose.</summary>
    [Setting("whether the heuristic team keeps to the actions that are available, walking nearer otherwise")]
    public bool HeuristicRest { get; init; }
}

/// <summary>Whose numbers the units of a battle have.</summary>
public enum BattleProfile
{
    /// <summary>StarCraft II's.</summary>
    Sc2,

    /// <summary>SMAClite's, which moves and shoots 1.4 times as fast.</summary>
    Lite,
}

/// <summary>How the enemy of a battle behaves.</summary>
public enum EnemyScript
{
    /// <summary>As units of StarCraft II that were told to attack-move.</summary>
    AttackMove,

    /// <summary>As the scripted enemy of SMAX.</summary>
    Smax,
}
