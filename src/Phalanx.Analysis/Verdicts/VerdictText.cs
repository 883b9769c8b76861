using System.Globalization;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Statistics;

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
        if (verdict.Deciding is { Value: { } value } part)
        {
            string against = part.Against is { } other ? $" against {Number(other)}" : "";
            parts.Add($"{part.Arm} on {part.Environment}: {Number(value)}{against}, n = {part.Runs}{(part.Interval is { } interval ? $", 95 % {Shown(interval)}" : "")}");
        }

        string[] others = [.. verdict.Parts.Where(other => other != verdict.Deciding && other.Value is not null).Select(other => $"{other.Arm} on {other.Environment}: {Number(other.Value!.Value)}")];
        parts.AddRange(others.Length > 0 ? [string.Join(", ", others)] : []);

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

    private static string Shown(Interval interval) => $"[{Number(interval.Low)}, {Number(interval.High)}]";

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.###", CultureInfo.InvariantCulture) : value > 0 ? "never" : "none";
}
