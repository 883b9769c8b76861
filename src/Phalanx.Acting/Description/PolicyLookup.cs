namespace Phalanx.Acting;

/// <summary>Adds to every row of a linear operation the row of a table that an index names.</summary>
public sealed class PolicyLookup
{
    /// <summary>A look-up.</summary>
    /// <param name="index">The index.</param>
    /// <param name="table">The tensor [classes, out] whose row is added.</param>
    public PolicyLookup(PolicyIndex index, string table) => (Index, Table) = (index, table);

    /// <summary>The index.</summary>
    public PolicyIndex Index { get; }

    /// <summary>The tensor [classes, out] whose row is added.</summary>
    public string Table { get; }
}
