using Phalanx.Settings;

namespace Phalanx.Environments.Squeeze;

/// <summary>The settings of <c>squeeze</c> and <c>squeeze-multi</c>.</summary>
public sealed record SqueezeSettings
{
    /// <summary>How many agents share the task.</summary>
    [Setting("how many agents share the task", Min = 1, Max = 1000)]
    public int Agents { get; init; } = 10;

    /// <summary>The highest level an agent may choose; the lowest is 0. Published code has 10.</summary>
    [Setting("the highest level an agent may choose; the lowest is 0", Min = 1, Max = 1000)]
    public int MaxLevel { get; init; } = 9;

    /// <summary>Where the agents' units come from.</summary>
    [Setting("where units come from: per_episode, fixed (drawn once from env.seed) or equal (all of env.unit)")]
    public SqueezeUnits UnitMode { get; init; }

    /// <summary>The unit of every agent when all are equal.</summary>
    [Setting("the unit of every agent when env.unit_mode is equal", Above = 0, Max = 1)]
    public double Unit { get; init; } = 0.1;

    /// <summary>What agents see.</summary>
    [Setting("what agents see: full_units (of all agents) or own_unit")]
    public SqueezeObservation Observation { get; init; }

    /// <summary>Where units come from that are drawn once.</summary>
    [Setting("where the units come from when env.unit_mode is fixed: another seed is another game")]
    public ulong Seed { get; init; }
}

/// <summary>Where the agents' units come from. Published descriptions differ in it.</summary>
public enum SqueezeUnits
{
    /// <summary>Drawn anew for every episode (QTRAN's code).</summary>
    PerEpisode,

    /// <summary>Drawn once for good.</summary>
    Fixed,

    /// <summary>All the same (QTRAN's paper, for the game of two domains).</summary>
    Equal,
}

/// <summary>What agents see.</summary>
public enum SqueezeObservation
{
    /// <summary>The units of all agents (QTRAN's code).</summary>
    FullUnits,

    /// <summary>The agent's own unit.</summary>
    OwnUnit,
}
