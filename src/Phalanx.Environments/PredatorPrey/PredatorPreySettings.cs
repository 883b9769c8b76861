using Phalanx.Settings;

namespace Phalanx.Environments;

/// <summary>The settings of <c>predator-prey</c>.</summary>
public sealed record PredatorPreySettings
{
    /// <summary>How many agents hunt.</summary>
    [Setting("how many agents hunt", Min = 1, Max = 32)]
    public int Agents { get; init; } = 8;

    /// <summary>How many prey there are.</summary>
    [Setting("how many prey there are", Min = 1, Max = 32)]
    public int Prey { get; init; } = 8;

    /// <summary>How many rows the grid has.</summary>
    [Setting("how many rows the grid has", Min = 1, Max = 100)]
    public int Height { get; init; } = 10;

    /// <summary>How many columns the grid has.</summary>
    [Setting("how many columns the grid has", Min = 1, Max = 100)]
    public int Width { get; init; } = 10;

    /// <summary>Whether the grid goes on at its opposite side instead of ending.</summary>
    [Setting("whether the grid goes on at its opposite side instead of ending")]
    public bool Toroidal { get; init; }

    /// <summary>How many cells an agent sees in each direction.</summary>
    [Setting("how many cells an agent sees in each direction", Min = 0, Max = 10)]
    public int ObsRadius { get; init; } = 2;

    /// <summary>How many agents it takes to catch a prey.</summary>
    [Setting("how many agents it takes to catch a prey", Min = 1, Max = 4)]
    public int CatchersNeeded { get; init; } = 2;

    /// <summary>What the team gets for a prey.</summary>
    [Setting("what the team gets for a prey")]
    public double RewardCatch { get; init; } = 10;

    /// <summary>What the team gets when too few try to catch a prey.</summary>
    [Setting("what the team gets when too few try to catch a prey", Max = 0)]
    public double Punishment { get; init; } = -2;

    /// <summary>What the team gets in every step.</summary>
    [Setting("what the team gets in every step")]
    public double RewardTime { get; init; }

    /// <summary>What the team gets for every agent that does not move.</summary>
    [Setting("what the team gets for every agent that does not move, also when it chose to stay")]
    public double RewardCollision { get; init; }

    /// <summary>After how many steps an episode is cut off.</summary>
    [Setting("after how many steps an episode is cut off", Min = 1, Max = 1_000_000)]
    public int EpisodeLimit { get; init; } = 200;

    /// <summary>How likely a prey that could move rests.</summary>
    [Setting("how likely a prey that could move rests", Min = 0, Max = 1)]
    public double PreyRestProbability { get; init; }

    /// <summary>Whether those who caught a prey are out of the game from then on.</summary>
    [Setting("whether those who caught a prey are out of the game from then on")]
    public bool CaptureFreezes { get; init; } = true;

    /// <summary>Whether those who are out of the game leave the grid too.</summary>
    [Setting("whether those who are out of the game leave the grid too")]
    public bool RemoveFrozen { get; init; } = true;

    /// <summary>Whether the first catch ends the episode.</summary>
    [Setting("whether the first catch ends the episode")]
    public bool CaptureTerminal { get; init; }

    /// <summary>Whether agents see what lies outside of the grid, as -1.</summary>
    [Setting("whether agents see what lies outside of the grid, as -1")]
    public bool ObserveWalls { get; init; }

    /// <summary>Whether what is seen is its number plus one instead of 1.</summary>
    [Setting("whether what is seen is its number plus one instead of 1")]
    public bool ObserveIds { get; init; }
}
