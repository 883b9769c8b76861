using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>evaluation.*</c>: how often the team is tested, and how long.</summary>
public sealed record EvaluationSettings
{
    /// <summary>How many environment steps lie between two tests.</summary>
    [Setting("environment steps between two tests", Min = 1)]
    public long Interval { get; init; } = 10_000;

    /// <summary>How many episodes a test has.</summary>
    [Setting("greedy episodes of a test", Min = 1)]
    public int Episodes { get; init; } = 32;
}
