using Phalanx.Settings;

namespace Phalanx.Environments.Particles;

/// <summary>How the prey of <c>mpe/tag</c> moves.</summary>
public enum PreyBehaviour
{
    /// <summary>It looks around and pushes towards what is farthest from the nearest predator.</summary>
    Flees,

    /// <summary>It pushes into a random direction, or none.</summary>
    Wanders,
}

/// <summary>The settings of <c>mpe/tag</c>.</summary>
public sealed record TagSettings
{
    /// <summary>How many predators there are: the team.</summary>
    [Setting("how many predators there are: the team", Min = 1, Max = 1000)]
    public int Predators { get; init; } = 3;

    /// <summary>How many landmarks are in the way.</summary>
    [Setting("how many landmarks are in the way", Min = 0, Max = 1000)]
    public int Landmarks { get; init; } = 2;

    /// <summary>How the prey moves.</summary>
    [Setting("how the prey moves: flees or wanders")]
    public PreyBehaviour Prey { get; init; }

    /// <summary>How far a predator sees.</summary>
    [Setting("how far a predator sees", Above = 0)]
    public double ViewRadius { get; init; } = 1.5;

    /// <summary>After how many steps an episode is cut off.</summary>
    [Setting("after how many steps an episode is cut off", Min = 1, Max = 1_000_000)]
    public int EpisodeLimit { get; init; } = 25;
}
