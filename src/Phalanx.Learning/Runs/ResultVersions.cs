namespace Phalanx.Learning.Runs;

/// <summary>
/// How often what an algorithm learns and what an environment simulates has changed in ways that matter to results. Runs of other versions are not
/// compared, nor counted as done.
/// </summary>
/// <param name="Algorithm">The algorithm's version, counted from 1.</param>
/// <param name="Environment">The environment's version, counted from 1.</param>
public sealed record ResultVersions(int Algorithm, int Environment)
{
    /// <summary>The versions of runs that were made before there were any.</summary>
    public static ResultVersions First { get; } = new(1, 1);
}
