using Phalanx.Analysis.Experiments;

namespace Phalanx.Analysis.Verdicts;

/// <summary>
/// Judges the claims of an experiment over the runs that there are. A claim about several arms or environments is judged for each: it holds where all hold,
/// it does not where one does not, and otherwise there are not enough runs. Parts that cannot be checked, such as arms that are left out, are set aside
/// and named, unless all are.
/// </summary>
/// <param name="experiment">The experiment.</param>
/// <param name="scope">How much of it was asked for.</param>
/// <param name="runs">The runs.</param>
/// <param name="checks">The checks in code.</param>
/// <param name="seed">The seed of the report, which intervals are drawn from.</param>
public sealed class ClaimJudge(Experiment experiment, ExperimentScope scope, IExperimentRuns runs, IExactChecks checks, ulong seed = 0)
{
    private readonly PartJudge _parts = new(experiment, scope, runs, seed);

    /// <summary>The verdicts on all claims.</summary>
    public ExperimentVerdict Judge()
    {
        ClaimVerdict[] claims = [.. experiment.Claims.Select(Judge)];

        // What all claims share is told once.
        IReadOnlyList<OwnSetting> common = OwnSetting.CommonTo([.. claims.Where(claim => claim.Parts.Count > 0).Select(claim => claim.OwnSettings)]);
        return new ExperimentVerdict(
            experiment,
            scope.Reduces(experiment),
            [.. claims.Select(claim => claim with { ParticularSettings = [.. claim.OwnSettings.Where(setting => !common.Any(setting.IsCommonWith))] })])
        {
            CommonSettings = common,
        };
    }

    /// <summary>The verdict on a claim.</summary>
    /// <param name="claim">The claim.</param>
    public ClaimVerdict Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Unmeasured is { } reason)
        {
            return Told(claim, Verdict.CannotBeChecked, reason);
        }

        if (claim.Statistic == ClaimStatistic.Exact)
        {
            return checks.Find(claim.Check!) is { } finding
                ? Told(claim, finding.Holds ? Verdict.Holds : Verdict.DoesNotHold, finding.Reason)
                : Told(claim, Verdict.CannotBeChecked, $"there is no check '{claim.Check}' yet");
        }

        ExperimentEnvironment[] environments = [.. experiment.Environments.Where(world => claim.Environments.Count == 0 || claim.Environments.Contains(world.Id))];
        string[][] groups = claim.ArmReduction is null ? [.. claim.Arms.Select(arm => new[] { arm })] : [[.. claim.Arms]];
        PartVerdict[] parts = [.. from world in environments from arms in groups let part = _parts.Judge(claim, arms, world) where part is not null select part];
        if (parts.Length == 0)
        {
            return Told(claim, Verdict.CannotBeChecked, "no arm of it runs on its environments");
        }

        IReadOnlyList<OwnSetting> own = OwnSettingsOf(claim, environments);
        return Together(claim, parts, environments.Any(world => world.IsSimulated)) with { OwnSettings = own, ParticularSettings = own };
    }

    /// <summary>The settings of ours of all arms that the claim compares. A rank is among all arms of the paper's comparison.</summary>
    private IReadOnlyList<OwnSetting> OwnSettingsOf(Claim claim, IReadOnlyList<ExperimentEnvironment> environments)
    {
        IEnumerable<string> own = claim.Statistic == ClaimStatistic.Rank
            ? scope.ArmsOf(experiment).Where(arm => !arm.IsExtra || claim.Arms.Contains(arm.Id)).Select(arm => arm.Id)
            : claim.Arms;
        IEnumerable<(string Arm, string Environment)> compared = from world in environments from arm in own select (arm, world.Id);
        if (claim.Against is { } opponent)
        {
            compared = compared.Concat(from world in environments from arm in opponent.Arms select (arm, opponent.Environment ?? world.Id));
        }

        return OwnSetting.Of([.. compared.Distinct().Where(each => Runs(each.Arm, each.Environment)).Select(each => (each.Arm, runs.OwnSettings(each.Arm, each.Environment)))]);

        bool Runs(string arm, string environment) => scope.ArmsOf(experiment).Any(each => each.Id == arm && each.RunsOn(environment));
    }

    private ClaimVerdict Told(Claim claim, Verdict verdict, string reason) => new(claim, verdict, [], claim.Check is null && scope.Reduces(experiment), false, reason);

    private ClaimVerdict Together(Claim claim, PartVerdict[] parts, bool simulated)
    {
        PartVerdict[] judged = [.. parts.Where(part => part.Verdict != Verdict.CannotBeChecked)];
        int needed = claim.Quorum ?? judged.Length;
        int holding = judged.Count(part => part.Verdict == Verdict.Holds);
        int failing = judged.Count(part => part.Verdict == Verdict.DoesNotHold);
        Verdict verdict =
            judged.Length == 0 || judged.Length < needed ? Verdict.CannotBeChecked
            : holding >= needed ? Verdict.Holds
            : judged.Length - failing < needed ? Verdict.DoesNotHold
            : Verdict.NotEnoughRuns;
        string[] reasons =
        [
            .. claim.Quorum is { } quorum ? new[] { $"{holding} of {judged.Length} arms are so; it takes {quorum}" } : [],
            .. parts.Where(part => part.Verdict == Verdict.CannotBeChecked).Select(part => part.Reason!).Distinct(),
        ];
        return new ClaimVerdict(claim, verdict, parts, scope.Reduces(experiment), simulated, reasons.Length == 0 ? null : string.Join("; ", reasons));
    }
}
