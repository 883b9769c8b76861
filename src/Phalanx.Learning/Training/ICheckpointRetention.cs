namespace Phalanx.Learning.Training;

/// <summary>
/// Is asked before a run deletes an old checkpoint, for example by code that copies checkpoints elsewhere. It is asked on the thread that
/// trains, so it should answer at once; an exception that it throws ends the run.
/// </summary>
public interface ICheckpointRetention
{
    /// <summary>
    /// Whether a checkpoint may be deleted. One that may not be deleted stays with its episodes, and this is called again after the next
    /// checkpoint.
    /// </summary>
    /// <param name="tEnv">The environment steps that name the checkpoint.</param>
    bool MayDelete(long tEnv);
}
