namespace Phalanx.Learning.Settings;

/// <summary>What the age of target networks is counted in.</summary>
public enum TargetUnit
{
    /// <summary>Episodes collected.</summary>
    Episodes,

    /// <summary>Training steps.</summary>
    TrainingSteps,

    /// <summary>Steps of the networks' own optimiser, of which a training step may hold several.</summary>
    OptimiserSteps,
}
