using Phalanx.Settings;

namespace Phalanx.Environments.Particles;

/// <summary>Which of the field's rewards <c>mpe/spread</c> pays.</summary>
public enum SpreadReward
{
    /// <summary>PettingZoo's rewards of the agents, added up.</summary>
    PettingZooSum,

    /// <summary>PettingZoo's rewards of the agents, on average.</summary>
    PettingZooMean,

    /// <summary>The original's: what all agents get together, where each also collides with itself.</summary>
    OpenAi,
}

/// <summary>The settings of <c>mpe/spread</c>.</summary>
public sealed record SpreadSettings
{
    /// <summary>How many agents there are, and how many landmarks.</summary>
    [Setting("how many agents there are, and how many landmarks", Min = 1, Max = 1000)]
    public int Agents { get; init; } = 3;

    /// <summary>Which of the field's rewards it pays.</summary>
    [Setting("which of the field's rewards it pays: petting_zoo_sum, petting_zoo_mean or open_ai")]
    public SpreadReward RewardMode { get; init; }

    /// <summary>In PettingZoo's rewards, how much an agent's own collisions count; the rest is how well landmarks are covered.</summary>
    [Setting("in PettingZoo's rewards, how much an agent's own collisions count; the rest is how well landmarks are covered", Min = 0, Max = 1)]
    public double LocalRatio { get; init; } = 0.5;

    /// <summary>After how many steps an episode is cut off.</summary>
    [Setting("after how many steps an episode is cut off", Min = 1, Max = 1_000_000)]
    public int EpisodeLimit { get; init; } = 25;
}
