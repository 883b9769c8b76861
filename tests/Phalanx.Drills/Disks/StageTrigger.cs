using Phalanx.Learning.Training;

namespace Phalanx.Drills.Disks;

/// <summary>Does something at the beginning of one stage of a run, counted over all stages, on the thread that trains.</summary>
/// <param name="entry">The number of the stage, from 1.</param>
/// <param name="action">What is done.</param>
internal sealed class StageTrigger(int entry, Action action) : IStageWatcher
{
    /// <summary>How many stages there were.</summary>
    public int Entries { get; private set; }

    /// <inheritdoc/>
    public void Enter(TrainingStage stage)
    {
        if (++Entries == entry)
        {
            action();
        }
    }

    /// <inheritdoc/>
    public void Leave()
    {
    }
}
