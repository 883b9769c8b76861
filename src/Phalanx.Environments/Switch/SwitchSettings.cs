using Phalanx.Settings;

namespace Phalanx.Environments.Switch;

/// <summary>The settings of <c>switch-2</c>, <c>switch-3</c> and <c>switch-4</c>.</summary>
public sealed record SwitchSettings
{
    /// <summary>What every step adds to the reward for each agent that has not arrived.</summary>
    [Setting("what every step adds to the reward for each agent that has not arrived")]
    public double StepCost { get; init; } = -0.1;

    /// <summary>After how many steps an episode is truncated.</summary>
    [Setting("after how many steps an episode is truncated", Min = 1, Max = 1_000_000)]
    public int MaxSteps { get; init; } = 50;

    /// <summary>Whether agents see how much of the time has passed.</summary>
    [Setting("whether agents see how much of the time has passed")]
    public bool Clock { get; init; }

    /// <summary>Whether every agent sees what all of them see.</summary>
    [Setting("whether every agent sees what all of them see")]
    public bool FullObservable { get; init; }
}
