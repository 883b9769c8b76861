namespace Phalanx.Acting;

/// <summary>An index that every row has, by which rows of tables are looked up.</summary>
public enum PolicyIndex
{
    /// <summary>The action of the step before; -1 in the first step of an episode, and for entities that are no agents. -1 looks nothing up.</summary>
    LastAction,

    /// <summary>Which agent a row is.</summary>
    Agent,
}
