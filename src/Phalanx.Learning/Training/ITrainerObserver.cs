namespace Phalanx.Learning.Training;

/// <summary>
/// Receives the events of a run. Implement the methods for the events that you need; the others do nothing.
/// </summary>
/// <remarks>
/// <para>
/// All calls come from one thread, which is not the one that trains, one after the other and in the order of the events. An observer can
/// neither slow a run nor change its results, except that a run waits for it at its end, as long as <see cref="TrainerServices.ObserverPatience"/> says.
/// </para>
/// <para>
/// A slow observer misses events: only the latest 1,024 rounds, training steps and frames wait for it, and older ones are dropped. The progress
/// that comes with each event counts from the beginning of the run, so a gap shows. Evaluations and checkpoints are never dropped.
/// </para>
/// <para>
/// An observer that throws gets no more events, the run continues, and <see cref="Trainer.ObserverFailure"/> has the exception. When a run ends,
/// it waits for its observer as long as <see cref="TrainerServices.ObserverPatience"/> says.
/// </para>
/// </remarks>
public interface ITrainerObserver
{
    /// <summary>A round of training episodes is over. The training steps that it made due follow.</summary>
    void RoundEnded(TrainingProgress progress, RoundReport round)
    {
    }

    /// <summary>A training step was made.</summary>
    void TrainingStepMade(TrainingProgress progress, TrainingStepReport step)
    {
    }

    /// <summary>The team was tested, and the metrics have a new row.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="figures">The figures of the row by the names of their columns.</param>
    void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures)
    {
    }

    /// <summary>A step of the first episode of a test, if <see cref="TrainerServices.ShowsTests"/> asks for it.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="frame">The picture of it.</param>
    void FrameDrawn(TrainingProgress progress, EpisodeFrame frame)
    {
    }

    /// <summary>
    /// The run is short of something that it needs, such as space on the disk, and goes on or waits; or it has it again. Never dropped.
    /// </summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="sentence">What is short and what follows, in one line.</param>
    void Warned(TrainingProgress progress, string sentence)
    {
    }

    /// <summary>A checkpoint is on the disk.</summary>
    /// <param name="tEnv">The environment steps collected, which name the checkpoint.</param>
    void CheckpointSaved(long tEnv)
    {
    }
}
