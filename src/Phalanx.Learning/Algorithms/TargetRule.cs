namespace Phalanx.Learning.Algorithms;

/// <summary>What the age of a target network is counted in.</summary>
public enum TargetUnit
{
    /// <summary>Episodes collected.</summary>
    Episodes,

    /// <summary>Training steps.</summary>
    TrainingSteps,

    /// <summary>Steps of the group's own optimiser, of which a training step may hold several.</summary>
    OptimiserSteps,
}

/// <summary>When and how target networks follow.</summary>
/// <param name="Unit">What the interval counts.</param>
/// <param name="Interval">How many units between two updates.</param>
/// <param name="Rate">1 copies; less moves by that share of the way.</param>
public sealed record TargetRule(TargetUnit Unit = TargetUnit.Episodes, int Interval = 200, double Rate = 1);
