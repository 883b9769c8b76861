using Phalanx.Foundation;

namespace Phalanx.Analysis.Experiments;

/// <summary>How much of an experiment is asked for.</summary>
/// <param name="IsQuick">Whether the short form is asked for, <c>--quick</c>.</param>
/// <param name="Seeds">How many of the seeds, the first ones, <c>--seeds N</c>; null for all.</param>
/// <param name="WithOptional">Whether arms that are left out for their cost are asked for too, <c>--all</c>.</param>
public sealed record ExperimentScope(bool IsQuick = false, int? Seeds = null, bool WithOptional = false)
{
    /// <summary>The whole of an experiment but for its optional arms.</summary>
    public static ExperimentScope Full { get; } = new();

    /// <summary>The seeds that are run.</summary>
    /// <param name="experiment">The experiment.</param>
    public IReadOnlyList<ulong> SeedsOf(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        IReadOnlyList<ulong> seeds = QuickOf(experiment)?.Seeds ?? experiment.Seeds.Full;
        return Seeds is { } count ? [.. seeds.Take(count)] : seeds;
    }

    /// <summary>The arms that are run.</summary>
    /// <param name="experiment">The experiment.</param>
    public IReadOnlyList<ExperimentArm> ArmsOf(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        IReadOnlyList<string> named = QuickOf(experiment)?.Arms ?? [];
        return [.. experiment.Arms.Where(arm => arm.Impossible is null && (named.Count > 0 ? named.Contains(arm.Id) : WithOptional || !arm.IsOptional))];
    }

    /// <summary>The environments that arms are run on.</summary>
    /// <param name="experiment">The experiment.</param>
    public IReadOnlyList<ExperimentEnvironment> EnvironmentsOf(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        IReadOnlyList<string> named = QuickOf(experiment)?.Environments ?? [];
        return [.. experiment.Environments.Where(environment => named.Count == 0 || named.Contains(environment.Id))];
    }

    /// <summary>Whether this is less than the experiment's seeds or steps; every output says so.</summary>
    /// <param name="experiment">The experiment.</param>
    public bool Reduces(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.Seeds.Full.Count > 0 && (IsQuick || SeedsOf(experiment).Count < experiment.Seeds.Full.Count);
    }

    /// <summary>Whether runs are shorter than the experiment's. Then claims conclude by their direction alone.</summary>
    /// <param name="experiment">The experiment.</param>
    public bool ShortensRuns(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return QuickOf(experiment)?.Settings.Any(setting => setting.Path == "training.steps") ?? false;
    }

    /// <summary>Whether an experiment can be run so: some have no short form.</summary>
    /// <param name="experiment">The experiment.</param>
    public bool HasForm(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return !IsQuick || experiment.Seeds.Full.Count == 0 || experiment.Quick is not null;
    }

    /// <summary>The short form where it is asked for.</summary>
    /// <exception cref="UserErrorException">The experiment has none.</exception>
    internal QuickForm? QuickOf(Experiment experiment) => !IsQuick || experiment.Seeds.Full.Count == 0
        ? null
        : experiment.Quick ?? throw new UserErrorException($"{experiment.Name} has no short form: a shorter run of it would say nothing; leave out --quick");
}
