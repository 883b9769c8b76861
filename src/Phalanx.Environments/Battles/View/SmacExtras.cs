namespace Phalanx.Environments.Battles;

/// <summary>What SMACv2 adds to the view of SMAC. The defaults are SMAC itself.</summary>
internal sealed record SmacExtras
{
    /// <summary>SMAC as it is.</summary>
    public static SmacExtras None { get; } = new();

    /// <summary>Whether agents see where on the map they are.</summary>
    public bool OwnPosition { get; init; }

    /// <summary>
    /// How many directions an agent can turn to, each with an action of its own. An agent then sees and reaches only what lies in a cone
    /// of a full turn divided by this number. With 0 agents have no direction and see all around.
    /// </summary>
    public int FacingActions { get; init; }

    /// <summary>
    /// Whether cones are those of SMACv2's code. It compares slopes instead of directions, so an agent that looks along the x axis also
    /// sees what lies in the opposite cone, and one that looks elsewhere sees a slice beside the vertical on its other side.
    /// </summary>
    public bool SlopesInsteadOfDirections { get; init; }

    /// <summary>The chance that an agent sees an enemy that another agent saw first; 1 means that it always does.</summary>
    public double ObserveEnemyProbability { get; init; } = 1;

    /// <summary>
    /// Whether attacks out of reach are not available; otherwise all living targets may be chosen, and an attack out of reach does nothing.
    /// </summary>
    public bool ActionMask { get; init; } = true;
}
