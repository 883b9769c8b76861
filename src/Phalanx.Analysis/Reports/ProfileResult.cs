using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>The performance profile of an arm.</summary>
/// <param name="Arm">The name of the arm.</param>
/// <param name="Colour">The place of the arm among the colours.</param>
/// <param name="Thresholds">The thresholds.</param>
/// <param name="Shares">The share of scores above each.</param>
/// <param name="Intervals">Their intervals; null where every task has one run.</param>
public sealed record ProfileResult(
    string Arm, int Colour, IReadOnlyList<double> Thresholds, IReadOnlyList<double> Shares, IReadOnlyList<Interval>? Intervals)
{
    /// <summary>Computes. A run that failed is above no threshold.</summary>
    /// <param name="arm">The name of the arm.</param>
    /// <param name="colour">The place of the arm among the colours.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="thresholds">The thresholds.</param>
    /// <param name="seed">The seed of the report.</param>
    public static ProfileResult Of(string arm, int colour, ScoreMatrix scores, IReadOnlyList<double> thresholds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(thresholds);
        var bootstrap = new StratifiedBootstrap(seed, ReportPurposes.Profiles, StratifiedBootstrap.ForProfiles);
        return new ProfileResult(
            arm,
            colour,
            thresholds,
            [.. thresholds.Select(threshold => PerformanceProfile.ShareOfRunsAbove(scores, threshold))],
            scores.Count > scores.Tasks ? PerformanceProfile.Intervals(scores, thresholds, bootstrap) : null);
    }
}
