namespace Phalanx.Learning.Runs;

/// <summary>What a <see cref="MetricsFollower"/> found when it looked.</summary>
public enum MetricsChange
{
    /// <summary>Nothing new.</summary>
    None,

    /// <summary>Rows were added to those that it had.</summary>
    Added,

    /// <summary>The file is another one, such as after a run was resumed from an earlier checkpoint: all rows were read again.</summary>
    Anew,
}
