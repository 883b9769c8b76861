using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>Claims in one line: what the paper says, and how it is read as a comparison.</summary>
public static class ClaimText
{
    /// <summary>The paper's words in quotation marks, or ours without.</summary>
    /// <param name="claim">The claim.</param>
    public static string Says(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim.IsParaphrase ? claim.Says : $"\"{claim.Says}\"";
    }

    /// <summary>How it is decided: <c>median of tail.return, cw-qmix &gt; qmix + 5 (interval; order; 3 seeds)</c>.</summary>
    /// <param name="claim">The claim.</param>
    public static string Reads(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Unmeasured is { } reason)
        {
            return $"cannot be checked: {reason}";
        }

        if (claim.Check is { } check)
        {
            return $"checked in code: {check}";
        }

        string arms = string.Join(claim.ArmReduction is null ? " and " : ", ", claim.Arms);
        string arm = claim.ArmReduction is { } reduction ? $"{Word(reduction)} of {arms}" : arms;
        string what = claim.Statistic == ClaimStatistic.Count
            ? $"runs of {arm} with {string.Join(" and ", claim.Conditions.Select(Condition))}"
            : $"{Word(claim.Statistic)} of {claim.Metric}{Rows(claim.Rows)}{Among(claim)}, {arm}";
        return $"{what} {Sign(claim.Comparison)} {Right(claim)}{Allowance(claim)} ({Word(claim.Decision)}; {Word(claim.Direction)}; {claim.LeastSeeds} {(claim.LeastSeeds == 1 ? "seed" : "seeds")}{Remarks(claim)})";
    }

    /// <summary>How a comparison is written.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => ">=",
        Comparison.Above => ">",
        Comparison.AtMost => "<=",
        Comparison.Below => "<",
        Comparison.Approximately => "is about",
        _ => "is not about",
    };

    private static string Right(Claim claim)
    {
        if (claim.Share is { } share)
        {
            return $"{share.Count} of {share.Of}";
        }

        if (claim.Against is not { } opponent || claim.Statistic == ClaimStatistic.Poi)
        {
            return Wording.Number(claim.Value!.Value) + (claim.Against is { } other ? $" against {string.Join(", ", other.Arms)}" : "");
        }

        string arms = opponent.Arms.Count == 1 ? opponent.Arms[0] : $"{Word(opponent.Reduction)} of {string.Join(", ", opponent.Arms)}";
        return string.Concat(
            opponent.Factor == 1 ? "" : $"{Wording.Number(opponent.Factor)} times ",
            opponent.Metric is { } metric ? $"{metric} of " : "",
            arms,
            opponent.Environment is { } environment ? $" on {environment}" : "",
            claim.Margin == 0 ? "" : $"{(claim.Comparison is Comparison.AtMost or Comparison.Below ? " - " : " + ")}{Wording.Number(claim.Margin)}");
    }

    private static string Allowance(Claim claim) => claim.Tolerance == 0 ? "" : $", within {Wording.Number(claim.Tolerance)}";

    private static string Among(Claim claim) => claim.Among.Count == 0 ? "" : $" among runs with {string.Join(" and ", claim.Among.Select(Condition))}";

    private static string Condition(RunCondition condition) => condition.GreedyIn.Count > 0
        ? $"the greedy joint action {string.Join(" or ", condition.GreedyIn.Select(joint => $"({string.Join(", ", joint)})"))}"
        : $"{condition.Metric}{Rows(condition.Rows)} {Sign(condition.Comparison)} {Wording.Number(condition.Value)}{(condition.Tolerance == 0 ? "" : $", within {Wording.Number(condition.Tolerance)}")}";

    private static string Rows(RowRange rows) => string.Concat(
        rows.After is { } after ? $" after {after}" : rows.AfterFirst is { } first ? $" after {first}" : "",
        rows.Until is { } until ? $" until {until}" : "");

    private static string Remarks(Claim claim) => string.Concat(
        claim.Quorum is { } quorum ? $"; at least {quorum} of the arms" : "",
        claim.IsThresholdChosen ? "; threshold ours" : "",
        claim.IsPrimary ? "" : "; secondary");

    private static string Word<T>(T name)
        where T : struct, Enum => SettingName.Of(name.ToString());
}
