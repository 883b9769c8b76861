namespace Phalanx.Acting;

/// <summary>The entities that a team sees; its agents are the first of them.</summary>
public sealed class PolicyEntities
{
    /// <summary>Some entities.</summary>
    /// <param name="count">How many there are, the agents included.</param>
    /// <param name="width">How many features each has.</param>
    public PolicyEntities(int count, int width) => (Count, Width) = (count, width);

    /// <summary>How many there are, the agents included.</summary>
    public int Count { get; }

    /// <summary>How many features each has.</summary>
    public int Width { get; }
}
