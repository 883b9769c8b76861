namespace Phalanx.Learning;

/// <summary>The progress of a run, as acting and learning see it.</summary>
/// <param name="TEnv">Environment steps collected before.</param>
/// <param name="Exploration">How much to explore, as the settings <c>exploration.*</c> say for that progress.</param>
public readonly record struct RunProgress(long TEnv, double Exploration)
{
    /// <summary>Whether the team is being tested, so that every agent acts greedily.</summary>
    public bool Testing { get; init; }

    /// <summary>A test of a team after so many environment steps.</summary>
    public static RunProgress Test(long tEnv = 0) => new(tEnv, 0) { Testing = true };
}
