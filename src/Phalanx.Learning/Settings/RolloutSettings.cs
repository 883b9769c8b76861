using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>rollout.*</c>: how episodes are collected.</summary>
public sealed record RolloutSettings
{
    /// <summary>How many environments are stepped together, an episode each in every round.</summary>
    [Setting("environments stepped together, an episode each in every round", Min = 1)]
    public int Environments { get; init; } = 1;

    /// <summary>How many episodes of a run may be skipped because their environments misbehave; 0 stops the run at the first.</summary>
    [Setting("episodes of the run that may be skipped because their environments misbehave; 0 stops it at the first", Min = 0, ChangesResults = false)]
    public int SkipFaults { get; init; }

    /// <summary>How many seconds a call of an environment may take before it counts as hanging; empty for any time.</summary>
    [Setting("seconds that a call of an environment may take before the run is saved and stopped; empty for any time", Above = 0, Max = 1e6, ChangesResults = false)]
    public double? StepTimeout { get; init; }
}
