using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Verdicts;

/// <summary>The numbers of a claim.</summary>
/// <param name="Value">The statistic of the arm.</param>
/// <param name="Against">What it is compared with.</param>
/// <param name="Interval">The 95 % interval of delta; null where there is none.</param>
/// <param name="Reason">Why there are no numbers; null where there are.</param>
/// <param name="Runs">How many runs of every arm they are of, at least; null for all that there are.</param>
internal sealed record ClaimNumbers(double Value, double Against, Interval? Interval, string? Reason = null, int? Runs = null)
{
    public double Delta(Claim claim) => ClaimComparison.Delta(Value, Against, claim.Comparison, claim.Margin);
}

/// <summary>The statistics of claims and the intervals of how far they are on the claim's side: arms are resampled independently of each other.</summary>
internal sealed class ClaimIntervals(ulong seed)
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("verdict");

    private readonly StratifiedBootstrap _bootstrap = new(seed, Purpose);
    private readonly StratifiedBootstrap _improvement = new(seed, Purpose, StratifiedBootstrap.ForProfiles);

    public ClaimNumbers NumbersOf(Claim claim, IReadOnlyList<ArmRuns> ours, IReadOnlyList<ArmRuns> others)
    {
        IReadOnlyList<ArmRuns> among = [.. ours.Select(arm => arm.Where(claim.Among))];
        if (among.FirstOrDefault(arm => arm.Count == 0) is { } none)
        {
            return new ClaimNumbers(0, 0, null, $"no run of {none.Arm.Id} is of the kind that the claim is about");
        }

        double[][] own = [.. among.Select(arm => claim.Statistic == ClaimStatistic.Count ? arm.Meeting(claim.Conditions) : arm.Figures(claim.Metric!, claim.Rows))];
        Metric? otherMetric = claim.Against?.Metric ?? claim.Metric;
        double[][] opposing = [.. others.Select(arm => arm.Figures(otherMetric!, claim.Against!.Metric is null ? claim.Rows : RowRange.All))];
        Reduction reduction = claim.ArmReduction ?? Reduction.Max;
        ClaimNumbers numbers = claim.Statistic == ClaimStatistic.Poi ? Improvement(claim, own, opposing)
            : claim.Against is { } opponent ? Compared(claim, own, opposing, reduction, opponent)
            : AgainstNumber(claim, own, reduction);
        return double.IsInfinity(numbers.Value) && numbers.Value == numbers.Against
            ? numbers with { Reason = NeitherHasANumber(claim) }
            : numbers with { Runs = own.Concat(opposing).Min(runs => runs.Length) };
    }

    /// <summary>Two sides that come to no number are not alike: which is the better one was not seen.</summary>
    private static string NeitherHasANumber(Claim claim) =>
        claim.Metric?.Form == MetricForm.First ? $"neither side reaches what {claim.Metric.Text} asks for" : "the runs of both sides failed";

    private ClaimNumbers AgainstNumber(Claim claim, double[][] own, Reduction reduction)
    {
        double against = claim.Share is { } share ? Scaled(share, own.Min(runs => runs.Length), claim.Comparison) : claim.Value!.Value;
        double value = ArmStatistic.Of(own, claim.Statistic, claim.Comparison, reduction);
        Interval? interval = IsResampled(claim.Statistic) && own.All(runs => runs.Length > 1)
            ? _bootstrap.IntervalOf(
                new ScoreMatrix(own),
                (arms, _) => ClaimComparison.Delta(ArmStatistic.Of(arms, claim.Statistic, claim.Comparison, reduction), against, claim.Comparison, claim.Margin))
            : null;
        return new ClaimNumbers(value, against, interval);
    }

    private ClaimNumbers Compared(Claim claim, double[][] own, double[][] opposing, Reduction reduction, ClaimOpponent opponent)
    {
        double value = ArmStatistic.Of(own, claim.Statistic, claim.Comparison, reduction);
        double against = opponent.Factor * ArmStatistic.Of(opposing, claim.Statistic, claim.Comparison, opponent.Reduction);
        Interval? interval = IsResampled(claim.Statistic)
            ? _bootstrap.IntervalOf(
                new ScoreMatrix(own),
                new ScoreMatrix(opposing),
                (one, other, _) => ClaimComparison.Delta(
                    ArmStatistic.Of(one, claim.Statistic, claim.Comparison, reduction),
                    opponent.Factor * ArmStatistic.Of(other, claim.Statistic, claim.Comparison, opponent.Reduction),
                    claim.Comparison,
                    claim.Margin))
            : null;
        return new ClaimNumbers(value, against, interval);
    }

    /// <summary>The probability that a run of the arm is the better one; of several arms against several, the least.</summary>
    private ClaimNumbers Improvement(Claim claim, double[][] own, double[][] opposing)
    {
        double against = claim.Value!.Value;
        var each = from one in own from other in opposing select (One: ScoreMatrix.OfTask(one), Other: ScoreMatrix.OfTask(other));
        (double value, Interval interval) = each.Select(pair => (
            Value: ImprovementProbability.Of(pair.One, pair.Other),
            Interval: _improvement.IntervalOf(
                pair.One, pair.Other, (one, other, _) => ClaimComparison.Delta(ImprovementProbability.Of(one, other), against, claim.Comparison, claim.Margin)))).MinBy(pair => pair.Value);
        return new ClaimNumbers(value, against, interval);
    }

    // A count is of the very runs that were counted, n of them, and so has no interval.
    private static bool IsResampled(ClaimStatistic statistic) => statistic is ClaimStatistic.Median or ClaimStatistic.Mean or ClaimStatistic.Iqm;

    /// <summary>"At least 8 of 10" is at least 4 of 5: rounded up where it must be reached and down where it must not be exceeded.</summary>
    private static int Scaled(CountShare share, int runs, Comparison comparison) => comparison is Comparison.AtLeast or Comparison.Above
        ? ((share.Count * runs) + share.Of - 1) / share.Of
        : share.Count * runs / share.Of;
}
