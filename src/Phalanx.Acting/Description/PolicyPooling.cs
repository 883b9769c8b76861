namespace Phalanx.Acting;

/// <summary>What a pool makes of every column of the entities that an agent sees. The others count as rows of zeros.</summary>
public enum PolicyPooling
{
    /// <summary>The largest number.</summary>
    Max,

    /// <summary>The sum, divided by the number of all entities.</summary>
    Mean,
}
