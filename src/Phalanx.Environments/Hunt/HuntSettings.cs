using Phalanx.Settings;

namespace Phalanx.Environments;

/// <summary>The settings of <c>hunt</c>.</summary>
public sealed record HuntSettings
{
    /// <summary>How many predators hunt; they are the agents.</summary>
    [Setting("how many predators hunt; they are the agents", Min = 1, Max = 16)]
    public int Predators { get; init; } = 2;

    /// <summary>How many prey there are; null for one to every two predators.</summary>
    [Setting("how many prey there are; empty for one to every two predators", Min = 1, Max = 16)]
    public int? Prey { get; init; }

    /// <summary>How many cells a side of the square grid has; null for three more than there are predators.</summary>
    [Setting("how many cells a side of the grid has; empty for three more than there are predators", Min = 2, Max = 100)]
    public int? Size { get; init; }

    /// <summary>What a prey costs that only one predator stands beside.</summary>
    [Setting("what a prey costs that only one predator stands beside", Min = 0)]
    public double Penalty { get; init; } = 0.5;

    /// <summary>After how many steps an episode is cut off.</summary>
    [Setting("after how many steps an episode is cut off", Min = 1, Max = 1_000_000)]
    public int EpisodeLimit { get; init; } = 100;

    /// <summary>Which cells are beside a prey.</summary>
    [Setting("which cells are beside a prey: orthogonal (4) or moore (8)")]
    public HuntNeighbourhood CatchNeighbourhood { get; init; }

    /// <summary>What a predator sees.</summary>
    [Setting("what a predator sees: relative, masked25 or window3")]
    public HuntObservation Observation { get; init; }
}

/// <summary>Which cells are beside a prey.</summary>
public enum HuntNeighbourhood
{
    /// <summary>The four above, below, left and right, as QTRAN's code has it.</summary>
    Orthogonal,

    /// <summary>The eight around it.</summary>
    Moore,
}

/// <summary>What a predator sees.</summary>
public enum HuntObservation
{
    /// <summary>Where everything is, seen from itself; its share of the team's numbers; where it is. As QTRAN's networks get it.</summary>
    Relative,

    /// <summary>The same, with distances of 2.5 cells and more, across or along, set to 0.</summary>
    Masked25,

    /// <summary>The 3x3 cells around it: 0 empty, 1 wall, 3 predator, 5 prey.</summary>
    Window3,
}
