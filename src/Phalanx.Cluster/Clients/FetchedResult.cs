namespace Phalanx.Cluster.Clients;

/// <summary>How it ended to fetch a result.</summary>
public enum FetchedResult
{
    /// <summary>The store has it.</summary>
    There,

    /// <summary>The cell is not done.</summary>
    NotDone,

    /// <summary>A run that was begun lies where it would, or one that cannot be read; it is left alone.</summary>
    InTheWay,
}
