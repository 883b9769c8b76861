using Phalanx.Analysis.Experiments;

namespace Phalanx.Analysis.Verdicts;

/// <summary>Judges a claim for one arm, or for several that are made one, on one environment.</summary>
internal sealed class PartJudge(Experiment experiment, ExperimentScope scope, IExperimentRuns runs, ulong seed)
{
    private const int LeastRanked = 3;

    private readonly bool _shorter = scope.ShortensRuns(experiment);
    private readonly ClaimIntervals _intervals = new(seed);

    /// <summary>The verdict; null where none of the arms runs on the environment.</summary>
    public PartVerdict? Judge(Claim claim, IReadOnlyList<string> arms, ExperimentEnvironment environment)
    {
        Side ours = SideOf(arms, environment);
        ExperimentEnvironment elsewhere = claim.Against?.Environment is { } named ? experiment.Environments.First(world => world.Id == named) : environment;
        Side others = SideOf(claim.Against?.Arms.Where(arm => claim.ArmReduction is not null || !IsItself(claim, arm, arms, elsewhere, environment)) ?? [], elsewhere);
        if (ours.Runs.Count == 0 && ours.Missing is null)
        {
            return null;
        }

        var part = new PartVerdict { Arm = string.Join(", ", arms), Environment = environment.Id, Verdict = Verdict.CannotBeChecked };

        // Arms that are made one are so because the claim is of all of them: without one of them it is another claim.
        if (ours.Runs.Count == 0 || (claim.ArmReduction is not null && ours.Missing is not null))
        {
            return part with { Reason = ours.Missing };
        }

        if (claim.Against is not null && others.Runs.Count == 0)
        {
            return part with { Reason = others.Missing ?? "there is no arm to compare it with" };
        }

        int runs = ours.Runs.Concat(others.Runs).Min(arm => arm.Count);
        part = part with { Runs = runs, AllRuns = runs, Reason = others.Missing };
        try
        {
            return Decide(claim, part, ours.Runs, others.Runs, environment);
        }
        catch (UnmeasuredException unmeasured)
        {
            return part with { Verdict = Verdict.CannotBeChecked, Reason = unmeasured.Message };
        }
    }

    /// <summary>"At least as good as the best of all" is meant of the others too, so that an arm is not compared with itself unless on purpose.</summary>
    private static bool IsItself(Claim claim, string arm, IReadOnlyList<string> arms, ExperimentEnvironment elsewhere, ExperimentEnvironment environment) =>
        arms.Contains(arm) && elsewhere == environment && claim.Against!.Metric is null && claim.Against.Arms.Count > 1;

    /// <summary>The arms that run on an environment, with their runs, and why others are missing.</summary>
    private Side SideOf(IEnumerable<string> ids, ExperimentEnvironment environment)
    {
        List<ArmRuns> present = [];
        List<string> missing = [];
        foreach (ExperimentArm arm in ids.Select(id => experiment.Arms.First(arm => arm.Id == id)))
        {
            if (arm.Impossible is { } reason)
            {
                missing.Add($"{arm.Label} cannot be run: {reason}");
            }
            else if (arm.RunsOn(environment.Id))
            {
                ArmRuns found = RunsOf(arm, environment);
                if (arm.IsOptional && !scope.WithOptional && found.Count == 0)
                {
                    missing.Add($"{arm.Label} is left out for its cost");
                }
                else
                {
                    present.Add(found);
                }
            }
        }

        return new Side(present, missing.Count == 0 ? null : string.Join("; ", missing));
    }

    private ArmRuns RunsOf(ExperimentArm arm, ExperimentEnvironment environment) => new(
        arm,
        environment,
        [.. scope.SeedsOf(experiment).Select(each => (each, runs.Find(arm.Id, environment.Id, each))).Where(run => run.Item2 is not null).Select(run => (run.each, run.Item2!))]);

    private PartVerdict Decide(Claim claim, PartVerdict part, IReadOnlyList<ArmRuns> ours, IReadOnlyList<ArmRuns> others, ExperimentEnvironment environment)
    {
        if (ours.Concat(others).FirstOrDefault(arm => arm.Count == 0) is { } empty)
        {
            return part with { Verdict = Verdict.NotEnoughRuns, Reason = $"there is no run of {empty.Arm.Id} on {empty.Environment.Id}" };
        }

        bool undefined = claim.Statistic is ClaimStatistic.Mean or ClaimStatistic.Iqm or ClaimStatistic.Spread or ClaimStatistic.Drop;
        if (undefined && ours.Concat(others).Select(arm => arm.Failed).FirstOrDefault(failed => failed is not null) is { } failed)
        {
            return part with { Verdict = Verdict.CannotBeChecked, Reason = failed };
        }

        ClaimNumbers numbers;
        if (claim.Statistic == ClaimStatistic.Rank)
        {
            ArmRuns[] ranked = [.. RankedWith(ours, environment)];
            if (ranked.Where(arm => arm.Count < claim.LeastSeeds).ToArray() is { Length: > 0 } lacking && lacking.Any(arm => !ours.Contains(arm)))
            {
                return part with { Verdict = Verdict.NotEnoughRuns, Reason = $"a rank is among all {ranked.Length} arms; too few runs have {string.Join(", ", lacking.Select(arm => arm.Arm.Id))}" };
            }

            if (ranked.Length < LeastRanked)
            {
                return part with { Verdict = Verdict.NotEnoughRuns, Reason = $"a rank is of at least {LeastRanked} arms, and there are {ranked.Length}" };
            }

            part = part with { Reason = $"among {ranked.Length} arms" };
            numbers = new ClaimNumbers(RankOf(claim, ours, ranked), claim.Value!.Value, null);
        }
        else
        {
            numbers = claim.Statistic == ClaimStatistic.Drop ? Drop(claim, ours) : _intervals.NumbersOf(claim, ours, others);
        }

        if (numbers.Reason is { } reason)
        {
            return part with { Verdict = Verdict.CannotBeChecked, Reason = reason };
        }

        part = part with { Value = numbers.Value, Against = numbers.Against, Delta = numbers.Delta(claim), Interval = numbers.Interval, Runs = numbers.Runs ?? part.Runs };

        if (ours.Concat(others).MinBy(arm => arm.Count) is { } least && least.Count < claim.LeastSeeds)
        {
            string soFar = claim.Statistic == ClaimStatistic.Count ? $"so far {Settings.Wording.Number(numbers.Value)} of {ours[0].Count}" : $"so far {Pointing(claim, numbers)}";
            return part with { Verdict = Verdict.NotEnoughRuns, Reason = $"{least.Arm.Id} has {least.Count} of {claim.LeastSeeds} runs; {soFar}" };
        }

        return Conclude(claim, part, numbers);
    }

    /// <summary>Which way the figures point where they are too few to decide.</summary>
    private static string Pointing(Claim claim, ClaimNumbers numbers) =>
        ClaimComparison.IsMet(numbers.Delta(claim), claim.Comparison, claim.Tolerance) ? "it is as the claim has it" : "it is not as the claim has it";

    /// <summary>By the figure or by its interval, and for shorter runs by what the claim's direction lets them conclude.</summary>
    private PartVerdict Conclude(Claim claim, PartVerdict part, ClaimNumbers numbers)
    {
        bool isMet = ClaimComparison.IsMet(numbers.Delta(claim), claim.Comparison, claim.Tolerance);
        bool? byInterval = numbers.Interval is { } interval ? ClaimComparison.Decide(interval, claim.Comparison, claim.Tolerance) : isMet;
        bool decidesByInterval = claim.Decision == DecisionRule.Interval || (_shorter && claim.Direction == ClaimDirection.Order);
        bool? met = decidesByInterval ? byInterval : isMet;
        bool close = !decidesByInterval && byInterval is null;
        if (met is null)
        {
            return part with { Verdict = Verdict.NotEnoughRuns, Reason = Join(part.Reason, "the interval has both answers in it") };
        }

        string? tooShort = (_shorter, claim.Direction, met) switch
        {
            (true, ClaimDirection.Reaches, false) => "in shorter runs; it may come later",
            (true, ClaimDirection.Stays, true) => "in shorter runs; it may change later",
            (true, ClaimDirection.Order, false) => "in shorter runs; the order may change later",
            _ => null,
        };
        return tooShort is not null
            ? part with { Verdict = Verdict.NotEnoughRuns, Reason = Join(part.Reason, tooShort) }
            : part with { Verdict = met.Value ? Verdict.Holds : Verdict.DoesNotHold, IsClose = close };
    }

    /// <summary>All arms of the paper's comparison on an environment, but those that are left out for their cost and have no runs.</summary>
    private IEnumerable<ArmRuns> RankedWith(IReadOnlyList<ArmRuns> ours, ExperimentEnvironment environment) =>
        from arm in experiment.Arms
        where arm.RunsOn(environment.Id) && arm.Impossible is null && (!arm.IsExtra || ours.Any(own => own.Arm == arm))
        let runs = ours.FirstOrDefault(own => own.Arm == arm) ?? RunsOf(arm, environment)
        where runs.Count > 0 || !arm.IsOptional || scope.WithOptional
        select runs;

    /// <summary>The place of the best or worst of the arms. Equal figures share the better place.</summary>
    private static double RankOf(Claim claim, IReadOnlyList<ArmRuns> ours, IReadOnlyList<ArmRuns> ranked)
    {
        Metric metric = claim.Metric!;
        ClaimStatistic statistic = claim.RanksMeans ? ClaimStatistic.Mean : ClaimStatistic.Median;
        var figures = ranked.ToDictionary(arm => arm.Arm.Id, arm => ArmStatistic.Of(arm.Figures(metric, claim.Rows), statistic, claim.Comparison));
        double[] ranks = [.. ours.Select(own => 1.0 + figures.Values.Count(other => metric.LowerIsBetter ? other < figures[own.Arm.Id] : other > figures[own.Arm.Id]))];
        return ArmStatistic.Reduce(ranks, claim.ArmReduction ?? Reduction.Min);
    }

    private static ClaimNumbers Drop(Claim claim, IReadOnlyList<ArmRuns> ours)
    {
        double[] drops = [.. ours.Select(arm => MedianCurve.DropOf(arm, claim.Metric!.Column, claim.Rows.Until!.Value))];
        return new ClaimNumbers(ArmStatistic.Reduce(drops, claim.ArmReduction ?? Reduction.Max), claim.Value!.Value, null);
    }

    private static string Join(string? one, string other) => one is null ? other : $"{one}; {other}";

    /// <summary>One side of a comparison: the arms with their runs, and why others are missing.</summary>
    private sealed record Side(IReadOnlyList<ArmRuns> Runs, string? Missing);
}
