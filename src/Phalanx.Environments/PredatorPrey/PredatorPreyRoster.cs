namespace Phalanx.Environments;

/// <summary>Who of a world's entities is still in the game, a bit for each, and how the episode went so far.</summary>
internal struct PredatorPreyRoster
{
    /// <summary>The agents that may act and the prey that live.</summary>
    public ulong Active;

    /// <summary>Those that stand on the grid.</summary>
    public ulong Visible;

    /// <summary>How many prey were caught.</summary>
    public int Caught;

    /// <summary>How often too few tried to catch a prey.</summary>
    public int Missed;

    /// <summary>What happened in the last step, where pictures are asked for.</summary>
    public EventLog? Events;
}
