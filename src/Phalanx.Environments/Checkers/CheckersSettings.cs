using Phalanx.Settings;

namespace Phalanx.Environments.Checkers;

/// <summary>The settings of <c>checkers</c>.</summary>
public sealed record CheckersSettings
{
    /// <summary>What every step adds to the reward for each agent.</summary>
    [Setting("what every step adds to the reward for each agent")]
    public double StepCost { get; init; } = -0.01;

    /// <summary>After how many steps an episode is truncated.</summary>
    [Setting("after how many steps an episode is truncated", Min = 1, Max = 1_000_000)]
    public int MaxSteps { get; init; } = 100;

    /// <summary>Whether agents see how much of the time has passed.</summary>
    [Setting("whether agents see how much of the time has passed")]
    public bool Clock { get; init; }

    /// <summary>Whether each agent sees what both of them see.</summary>
    [Setting("whether each agent sees what both of them see")]
    public bool FullObservable { get; init; }

    /// <summary>What the state is.</summary>
    [Setting("what the state is: grid, every cell and the time, or concat_obs, what the agents see")]
    public CheckersState StateMode { get; init; }
}

/// <summary>What the state of <c>checkers</c> is; ma-gym has none.</summary>
public enum CheckersState
{
    /// <summary>What is in every cell, and the time.</summary>
    Grid,

    /// <summary>What agent 0 sees, then what agent 1 sees (as EPyMARL makes it).</summary>
    ConcatObs,
}
