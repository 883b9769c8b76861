using Phalanx.Settings;

namespace Phalanx.Environments.GroupMatching;

/// <summary>The settings of <c>group-matching</c>.</summary>
public sealed record GroupMatchingSettings
{
    /// <summary>How many agents there are.</summary>
    [Setting("how many agents there are", Min = 2, Max = 256)]
    public int Agents { get; init; } = 8;

    /// <summary>How many cells the ring has.</summary>
    [Setting("how many cells the ring has", Min = 2, Max = 256)]
    public int Cells { get; init; } = 6;

    /// <summary>How many groups the agents are split into.</summary>
    [Setting("how many groups the agents are split into", Min = 1, Max = 16)]
    public int Groups { get; init; } = 2;

    /// <summary>How likely an agent does something at random instead of what it chose.</summary>
    [Setting("how likely an agent does something at random instead of what it chose", Min = 0, Max = 1)]
    public double Slip { get; init; } = 0.1;

    /// <summary>Whether groups are always the same, of equal size and in the order of the agents' ids; otherwise every episode splits anew.</summary>
    [Setting("whether groups are always the same and equally large; otherwise every episode splits the agents anew")]
    public bool FixedGroups { get; init; }

    /// <summary>Whether agents see only their own group: the ground truth of who matters to whom.</summary>
    [Setting("whether agents see only their own group: the ground truth of who matters to whom")]
    public bool HideOtherGroups { get; init; }

    /// <summary>After how many steps an episode is truncated.</summary>
    [Setting("after how many steps an episode is truncated", Min = 1, Max = 1_000_000)]
    public int MaxSteps { get; init; } = 50;
}
