namespace Phalanx.Learning.Training;

/// <summary>What a run does at a time.</summary>
public enum TrainingStage
{
    /// <summary>Episodes are played and recorded.</summary>
    Playing,

    /// <summary>A batch is drawn from the replay.</summary>
    Sampling,

    /// <summary>A training step is made, or targets are updated.</summary>
    Learning,

    /// <summary>The team is tested.</summary>
    Testing,

    /// <summary>A checkpoint is saved.</summary>
    Saving,
}

/// <summary>Is told by a run which stage it is in, on the thread that trains.</summary>
public interface IStageWatcher
{
    /// <summary>A stage begins; the one before it ends.</summary>
    void Enter(TrainingStage stage);

    /// <summary>The stage ends, and none follows.</summary>
    void Leave();
}
