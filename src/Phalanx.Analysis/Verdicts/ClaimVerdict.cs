using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Verdicts;

/// <summary>A verdict on a claim of one arm on one environment.</summary>
public sealed record PartVerdict
{
    /// <summary>The arms, joined by commas where several are one.</summary>
    public required string Arm { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The statistic; null without runs.</summary>
    public double? Value { get; init; }

    /// <summary>What it is compared with; null where there is nothing yet.</summary>
    public double? Against { get; init; }

    /// <summary>How far the statistic is on the claim's side of what it is compared with, less the claim's margin; null where there are no numbers.</summary>
    public double? Delta { get; init; }

    /// <summary>The 95 % interval of <see cref="Delta"/>; null where there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How many runs of every arm the statistic is of, at least.</summary>
    public int Runs { get; init; }

    /// <summary>How many runs every arm has at least, those too that are not of the kind that the claim is about.</summary>
    public int AllRuns { get; init; }

    /// <summary>Whether the figure decides although its interval contains the boundary.</summary>
    public bool IsClose { get; init; }

    /// <summary>What the verdict rests on, where numbers do not say it.</summary>
    public string? Reason { get; init; }
}

/// <summary>A verdict on a claim, with the numbers that decide it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Parts">The verdicts by arm and environment that it is made of; none for checks in code.</param>
/// <param name="IsReduced">Whether fewer seeds or steps than the experiment's were asked for.</param>
/// <param name="IsSimulated">Whether it is about battles of the simulator.</param>
/// <param name="Reason">What it rests on; null where the deciding part's numbers say it.</param>
public sealed record ClaimVerdict(
    Claim Claim, Verdict Verdict, IReadOnlyList<PartVerdict> Parts, bool IsReduced, bool IsSimulated, string? Reason)
{
    /// <summary>The part whose numbers decide it: the first one of the same verdict; null without parts.</summary>
    public PartVerdict? Deciding => Parts.FirstOrDefault(part => part.Verdict == Verdict) ?? (Parts.Count > 0 ? Parts[0] : null);

    /// <summary>The verdict with what is to be known of it: <c>holds (reduced)</c>.</summary>
    public string Words => string.Concat(
        Verdict.Text(),
        IsReduced && Verdict is Verdict.Holds or Verdict.DoesNotHold ? " (reduced)" : "",
        Deciding is { IsClose: true } ? " (close)" : "");

    /// <summary>The settings of the runs that it is about whose values are ours.</summary>
    public IReadOnlyList<OwnSetting> OwnSettings { get; init; } = [];

    /// <summary>Those of them that are not told of all claims of the experiment together.</summary>
    public IReadOnlyList<OwnSetting> ParticularSettings { get; init; } = [];

    /// <summary>What is to be known of the claim: that it is from outside the text, of a simulator, of a threshold or of settings of ours.</summary>
    public IReadOnlyList<string> Remarks =>
    [
        .. Claim.Source == ClaimSource.Outside ? new[] { "claim from outside the text" } : [],
        .. IsSimulated ? new[] { "simulator, not StarCraft II" } : [],
        .. Claim.IsThresholdChosen ? new[] { "threshold ours" } : [],
        .. ParticularSettings.Count > 0 ? new[] { $"settings of ours: {OwnSetting.Words(ParticularSettings)}" } : [],
    ];
}

/// <summary>The verdicts on an experiment's claims.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="IsReduced">Whether fewer seeds or steps than its own were asked for.</param>
/// <param name="Claims">The verdicts, in the order of the claims.</param>
public sealed record ExperimentVerdict(Experiment Experiment, bool IsReduced, IReadOnlyList<ClaimVerdict> Claims)
{
    /// <summary>The settings of ours that the runs of all claims have.</summary>
    public IReadOnlyList<OwnSetting> CommonSettings { get; init; } = [];

    /// <summary>What is to be known of all claims that are judged by runs: settings of ours.</summary>
    public IReadOnlyList<string> Remarks => CommonSettings.Count > 0 ? [$"settings of ours in all runs: {OwnSetting.Words(CommonSettings)}"] : [];

    /// <summary>The experiment's own line: <c>3 of 5 claims hold, 1 does not, 1 not enough runs</c>.</summary>
    public string Summary
    {
        get
        {
            if (Claims.Count == 0)
            {
                return "nothing is claimed";
            }

            int holding = CountOf(Verdict.Holds);
            List<string> parts = [$"{holding} of {Claims.Count} {(Claims.Count == 1 ? "claim" : "claims")} {(holding == 1 ? "holds" : "hold")}"];
            int failing = CountOf(Verdict.DoesNotHold);
            if (failing > 0)
            {
                parts.Add($"{failing} {(failing == 1 ? "does" : "do")} not");
            }

            parts.AddRange(new[] { Verdict.NotEnoughRuns, Verdict.CannotBeChecked }.Where(verdict => CountOf(verdict) > 0).Select(verdict => $"{CountOf(verdict)} {verdict.Text()}"));
            return string.Join(", ", parts);
        }
    }

    private int CountOf(Verdict verdict) => Claims.Count(claim => claim.Verdict == verdict);
}
