namespace Phalanx.Learning;

/// <summary>A progress of a run: all that acting and learning may know of how far it is.</summary>
/// <param name="TEnv">Environment steps collected before.</param>
/// <param name="Exploration">How much to explore, as the settings <c>exploration.*</c> say for that progress.</param>
public readonly record struct RunProgress(long TEnv, double Exploration)
{
    /// <summary>Whether the team is being tested, so that every agent does what it thinks best and nothing else.</summary>
    public bool Testing { get; init; }

    /// <summary>A test of a team that has come so far.</summary>
    public static RunProgress Test(long tEnv = 0) => new(tEnv, 0) { Testing = true };
}
