using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>What agents see and are paid in a battle, with SMAC's names and defaults.</summary>
public abstract record SmacSettings
{
    /// <summary>How many simulation loops a step has.</summary>
    [Setting("how many simulation loops a step has", Min = 1, Max = 64)]
    public int StepMul { get; init; } = 8;

    /// <summary>How far a move action goes, in cells.</summary>
    [Setting("how far a move action goes, in cells", Above = 0, Max = 16)]
    public double MoveAmount { get; init; } = 2;

    /// <summary>Whether reaching the time limit cuts the episode off instead of ending it, so that what would have come still counts.</summary>
    [Setting("whether the time limit cuts an episode off instead of ending it, so that what would have come still counts")]
    public bool ContinuingEpisode { get; init; }

    /// <summary>Whether agents see the health and shields of all units in sight.</summary>
    [Setting("whether agents see the health and shields of all units in sight")]
    public bool ObsAllHealth { get; init; } = true;

    /// <summary>Whether agents see their own health and shield.</summary>
    [Setting("whether agents see their own health and shield; obs_all_health includes it")]
    public bool ObsOwnHealth { get; init; } = true;

    /// <summary>Whether agents see the last actions of agents in sight.</summary>
    [Setting("whether agents see the last actions of agents in sight")]
    public bool ObsLastAction { get; init; }

    /// <summary>Whether agents see where the ground can be walked on around them.</summary>
    [Setting("whether agents see where the ground around them can be walked on")]
    public bool ObsPathingGrid { get; init; }

    /// <summary>Whether agents see the height of the ground around them.</summary>
    [Setting("whether agents see the height of the ground around them")]
    public bool ObsTerrainHeight { get; init; }

    /// <summary>Whether the state is all observations, one after the other.</summary>
    [Setting("whether the state is all observations, one after the other")]
    public bool ObsInsteadOfState { get; init; }

    /// <summary>Whether agents see how much of the time limit is used up.</summary>
    [Setting("whether agents see how much of the time limit is used up")]
    public bool ObsTimestepNumber { get; init; }

    /// <summary>Whether that observation has SMAC's extra zero before it.</summary>
    [Setting("whether obs_timestep_number has the extra zero before it that SMAC's has")]
    public bool BugCompatTimestep { get; init; }

    /// <summary>Whether the state holds the last joint action.</summary>
    [Setting("whether the state holds the last joint action")]
    public bool StateLastAction { get; init; } = true;

    /// <summary>Whether the state holds how much of the time limit is used up.</summary>
    [Setting("whether the state holds how much of the time limit is used up")]
    public bool StateTimestepNumber { get; init; }

    /// <summary>Whether only the end of a battle is paid: 1 for a win, -1 for a defeat.</summary>
    [Setting("whether only the end of a battle is paid, 1 for a win and -1 for a defeat")]
    public bool RewardSparse { get; init; }

    /// <summary>Whether damage to the team costs nothing.</summary>
    [Setting("whether damage to the team costs nothing")]
    public bool RewardOnlyPositive { get; init; } = true;

    /// <summary>Whether that reward is the absolute value, so that enemies who regenerate pay too, as in SMAC; otherwise it is at least 0.</summary>
    [Setting("whether reward_only_positive takes the absolute value, so that enemies who regenerate pay too, as in SMAC")]
    public bool RewardAbs { get; init; } = true;

    /// <summary>What the death of a unit pays.</summary>
    [Setting("what the death of a unit pays", Min = 0)]
    public double RewardDeathValue { get; init; } = 10;

    /// <summary>What a won battle pays.</summary>
    [Setting("what a won battle pays", Min = 0)]
    public double RewardWin { get; init; } = 200;

    /// <summary>What a lost battle pays.</summary>
    [Setting("what a lost battle pays", Max = 0)]
    public double RewardDefeat { get; init; }

    /// <summary>The weight of the team's own losses.</summary>
    [Setting("the weight of the team's own losses, without reward_only_positive", Min = 0)]
    public double RewardNegativeScale { get; init; } = 0.5;

    /// <summary>Whether rewards are scaled.</summary>
    [Setting("whether rewards are scaled, so that the most there is to earn becomes reward_scale_rate")]
    public bool RewardScale { get; init; } = true;

    /// <summary>What the most there is to earn is scaled to.</summary>
    [Setting("what the most there is to earn is scaled to", Above = 0)]
    public double RewardScaleRate { get; init; } = 20;

    /// <summary>Whether an action that is not available counts as stop (as nothing, of the dead) instead of being an error.</summary>
    [Setting("whether an action that is not available counts as stop instead of being an error")]
    public bool Lenient { get; init; }
}
