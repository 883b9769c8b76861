using System.Globalization;
using Phalanx.Analysis.Experiments;

namespace Phalanx.Analysis.Verdicts;

/// <summary>What decides a verdict, in one line.</summary>
public static class VerdictText
{
    /// <summary>How the claim is read, the numbers that decide it, why, and what is to be known of it.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Numbers(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        List<string> parts = [ClaimText.Reads(verdict.Claim)];
        if (verdict.Deciding is { Value: not null } deciding)
        {
            parts.Add($"{Figures(deciding)}{Apart(verdict.Claim, deciding)}");
        }

        parts.AddRange(verdict.Parts.Where(other => other != verdict.Deciding && other.Value is not null)
            .Select(other => $"{Figures(other)}{(other.Verdict == verdict.Verdict ? "" : $" ({other.Verdict.Text()})")}"));

        // How an unmeasured claim is read has the reason in it.
        parts.AddRange(verdict.Claim.Unmeasured is null && ReasonOf(verdict) is { } reason ? [reason] : []);
        parts.AddRange(verdict.Remarks);
        return string.Join("; ", parts);
    }

    /// <summary>What the verdict rests on where numbers do not say it; null where they do.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string? ReasonOf(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        string[] reasons = [.. new[] { verdict.Reason, verdict.Deciding?.Reason }.OfType<string>().Distinct()];
        return reasons.Length == 0 ? null : string.Join("; ", reasons);
    }

    private static string Figures(PartVerdict part)
    {
        string against = part.Against is { } other ? $" against {Number(other)}" : "";
        string runs = part.Runs == part.AllRuns ? $"{part.Runs}" : $"{part.Runs} of {part.AllRuns}";
        return $"{part.Arm} on {part.Environment}: {Number(part.Value!.Value)}{against}, n = {runs}";
    }

    /// <summary>How far apart they are, the claim's margin not taken off, with the interval of that.</summary>
    private static string Apart(Claim claim, PartVerdict part)
    {
        if (part is not { Delta: { } delta, Interval: { } interval })
        {
            return "";
        }

        // Delta is on the claim's side; a reader asks which of the two is above.
        (double apart, double low, double high) = (delta + claim.Margin, interval.Low + claim.Margin, interval.High + claim.Margin);
        bool isAbove = (apart >= 0) != (claim.Comparison is Comparison.AtMost or Comparison.Below);
        (apart, low, high) = apart >= 0 ? (apart, low, high) : (-apart, 0 - high, 0 - low); // 0 - 0 is 0, and -0 would be shown with its sign
        return $", {(isAbove ? "above" : "below")} by {Difference(apart)}, 95 % [{Difference(low)}, {Difference(high)}]";
    }

    // What is never reached is infinitely far from what is.
    private static string Difference(double value) => double.IsFinite(value) ? Number(value) : value > 0 ? "infinity" : "-infinity";

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.###", CultureInfo.InvariantCulture) : value > 0 ? "never" : "none";
}
