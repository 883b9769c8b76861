using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The request that starts a run, with the options that set one setting each.</summary>
public sealed record RunRequest : SettingsRequest
{
    /// <summary>The seed, <c>--seed</c>, which is <c>training.seed</c>.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The environment steps, <c>--steps</c>, which are <c>training.steps</c>.</summary>
    public long? Steps { get; init; }

    /// <summary>The threads, <c>--threads</c>, which are <c>training.threads</c>.</summary>
    public int? Threads { get; init; }

    /// <summary>The episodes that may be skipped, <c>--on-fault</c>, which are <c>rollout.skip_faults</c>.</summary>
    public int? SkipFaults { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<SettingOption> Options =>
    [
        new("training.seed", "--seed", Seed),
        new("training.steps", "--steps", Steps),
        new("training.threads", "--threads", Threads),
        new("rollout.skip_faults", "--on-fault", SkipFaults),
    ];
}
