using Phalanx.Learning.Exploration;
using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>exploration.epsilon.*</c>: the probability that an agent acts at random, which falls in a straight line.</summary>
public sealed record EpsilonSettings
{
    /// <summary>The probability at the first step.</summary>
    [Setting("probability of a random action at the first step", Min = 0, Max = 1)]
    public double Start { get; init; } = 1;

    /// <summary>The probability in the end.</summary>
    [Setting("probability of a random action in the end", Min = 0, Max = 1)]
    public double Finish { get; init; } = 0.05;

    /// <summary>How many environment steps it takes to get there.</summary>
    [Setting("environment steps from the first probability to the last", Min = 0)]
    public long Steps { get; init; } = 50_000;

    /// <summary>The probability as a function of environment steps.</summary>
    public LinearSchedule ToSchedule() => new(Start, Finish, Steps);
}
