using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>How two arms compare.</summary>
/// <param name="First">The name of the arm that may be better.</param>
/// <param name="Second">The name of the other.</param>
/// <param name="Probability">How likely a run of the first is better than one of the second.</param>
/// <param name="Interval">Its interval; null where one of them has a single run, or a run failed.</param>
public sealed record PairResult(string First, string Second, double Probability, Interval? Interval)
{
    /// <summary>What the interval says, in words.</summary>
    public string Reading => Interval switch
    {
        null => double.IsNaN(Probability) ? "a run failed" : "one run says nothing",
        { Low: > ImprovementProbability.Chance } => Probability >= ImprovementProbability.Large ? "better, by much" : "better",
        { High: < ImprovementProbability.Chance } => Probability <= 1 - ImprovementProbability.Large ? "worse, by much" : "worse",
        _ => "open",
    };

    /// <summary>The same, asked the other way round.</summary>
    public PairResult Inverted() => new(Second, First, 1 - Probability, Interval is { } ends ? new Interval(1 - ends.High, 1 - ends.Low) : null);

    /// <summary>How one arm compares with each of the others.</summary>
    /// <param name="arm">The name of the arm.</param>
    /// <param name="pairs">All pairs, each once.</param>
    public static IReadOnlyList<PairResult> Of(string arm, IReadOnlyList<PairResult> pairs) =>
        [.. pairs.Where(pair => pair.First == arm || pair.Second == arm).Select(pair => pair.First == arm ? pair : pair.Inverted())];

    /// <summary>Computes.</summary>
    /// <param name="first">The name of the arm that may be better.</param>
    /// <param name="firstScores">Its scores.</param>
    /// <param name="second">The name of the other.</param>
    /// <param name="secondScores">Its scores.</param>
    /// <param name="seed">The seed of the report.</param>
    public static PairResult Of(string first, ScoreMatrix firstScores, string second, ScoreMatrix secondScores, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(firstScores);
        ArgumentNullException.ThrowIfNull(secondScores);
        double probability = ImprovementProbability.Of(firstScores, secondScores);
        bool several = firstScores.Count > firstScores.Tasks && secondScores.Count > secondScores.Tasks && double.IsFinite(probability);
        var bootstrap = new StratifiedBootstrap(seed, ReportPurposes.Improvement, StratifiedBootstrap.ForProfiles);
        return new PairResult(
            first, second, probability, several ? bootstrap.IntervalOf(firstScores, secondScores, ImprovementProbability.Statistic) : null);
    }

    /// <summary>All pairs of arms, each once.</summary>
    /// <param name="arms">The arms with their scores.</param>
    /// <param name="seed">The seed of the report.</param>
    public static IReadOnlyList<PairResult> All(IReadOnlyList<(string Name, ScoreMatrix Scores)> arms, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(arms);
        return
        [
            .. from first in Enumerable.Range(0, arms.Count)
               from second in Enumerable.Range(first + 1, arms.Count - first - 1)
               select Of(arms[first].Name, arms[first].Scores, arms[second].Name, arms[second].Scores, seed),
        ];
    }
}
