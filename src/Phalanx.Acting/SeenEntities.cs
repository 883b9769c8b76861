namespace Phalanx.Acting;

/// <summary>The entities that a team sees: the agents first, in the order of their ids, then everything else. The spans are not copied.</summary>
public readonly ref struct SeenEntities
{
    /// <summary>What is seen.</summary>
    /// <param name="rows">[entities x width], the features of each.</param>
    /// <param name="absent">[entities]; true where a row is unused now.</param>
    /// <param name="hidden">[agents x entities]; true where the agent does not see the entity.</param>
    public SeenEntities(ReadOnlySpan<float> rows, ReadOnlySpan<bool> absent, ReadOnlySpan<bool> hidden)
    {
        Rows = rows;
        Absent = absent;
        Hidden = hidden;
    }

    /// <summary>[entities x width], the features of each.</summary>
    public ReadOnlySpan<float> Rows { get; }

    /// <summary>[entities]; true where a row is unused now.</summary>
    public ReadOnlySpan<bool> Absent { get; }

    /// <summary>[agents x entities]; true where the agent does not see the entity.</summary>
    public ReadOnlySpan<bool> Hidden { get; }
}
