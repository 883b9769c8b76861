using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Training;

/// <summary>The checkpoints of a run with the episodes that they point to: saving them, deleting old ones, restoring the latest.</summary>
/// <param name="directory">The run.</param>
/// <param name="settings">Its settings.</param>
/// <param name="groups">What is saved besides counters and episodes.</param>
/// <param name="replay">The episodes.</param>
/// <param name="retention">Is asked before a checkpoint is deleted.</param>
internal sealed class RunCheckpoints(
    RunDirectory directory,
    RunSettings settings,
    IReadOnlyList<CheckpointGroup<float>> groups,
    EpisodeReplay replay,
    ICheckpointRetention? retention)
{
    private readonly EpisodeSegments _segments = new(directory.ReplayPath, replay.Layout);
    private readonly CheckpointPruning _pruning = new(directory, settings.Checkpoint.Keep);

    /// <summary>Whether there is a checkpoint of this progress.</summary>
    public bool Has(long tEnv) => directory.Checkpoints.Has(tEnv);

    /// <summary>Whether the run has any checkpoint.</summary>
    public bool Any => directory.Checkpoints.Available.Count > 0;

    /// <summary>The <c>t_env</c> of the latest checkpoint with all its episodes; null where there is none.</summary>
    public long? LatestComplete => _pruning.LatestComplete;

    /// <summary>
    /// Saves a checkpoint, and deletes old ones as <c>checkpoint.keep</c> says. One of this progress is replaced: it was saved inside a round, which has ended since.
    /// </summary>
    /// <exception cref="MachineFaultException">The disk is full or fails. What was saved before is intact, and the attempt takes no space.</exception>
    public void Save(TrainingCounters counters, MetricsRecorder metrics)
    {
        ThrowIfGone();
        ReplayMark mark = _segments.Save(replay);
        try
        {
            Write(counters, metrics, mark);
        }
        catch (MachineFaultException)
        {
            _segments.TakeBack();
            throw;
        }

        DeleteOld();
    }

    /// <summary>
    /// Saves a checkpoint without the episodes that are not on the disk yet: where there is no space for them there may still be some for what was learned.
    /// </summary>
    /// <returns>How many episodes it is without.</returns>
    /// <exception cref="MachineFaultException">There is no space for that either, or the disk fails.</exception>
    public long SaveWithoutNewest(TrainingCounters counters, MetricsRecorder metrics)
    {
        ReplayMark mark = _segments.MarkOfWritten(replay);
        Write(counters, metrics, mark);
        DeleteOld();
        return mark.MissingEpisodes;
    }

    /// <summary>Restores the latest checkpoint, and deletes what was saved after it.</summary>
    public (CheckpointState State, long MissingEpisodes) RestoreLatest()
    {
        Checkpoint checkpoint = directory.Checkpoints.Latest();
        directory.Checkpoints.CutAfter(checkpoint.State.TEnv);
        ThrowIfOtherSeed(checkpoint);
        checkpoint.Restore(groups);
        if (checkpoint.State.Replay is not { } saved)
        {
            return (checkpoint.State, 0);
        }

        ReplayMark mark = ReplayMark.Of(saved) ?? throw new UserErrorException("what the checkpoint says about the replay is damaged: it is no mark of episodes");
        _segments.Restore(mark, replay);
        return (checkpoint.State, mark.MissingEpisodes);
    }

    private void Write(TrainingCounters counters, MetricsRecorder metrics, ReplayMark mark)
    {
        var state = new CheckpointState
        {
            RandomSeed = settings.Training.Seed,
            TEnv = counters.TEnv,
            Episode = counters.Episode,
            TrainingSteps = counters.TrainingSteps,
            SkippedEpisodes = counters.SkippedEpisodes,
            NextEvaluation = counters.NextEvaluation,
            MetricsRows = metrics.Rows,
            MetricsChecksum = metrics.Checksum,
            LastTargetUpdate = counters.LastTargetUpdate,
            SinceLastRow = counters.SinceLastRow,
            LargestSinceLastRow = counters.LargestSinceLastRow,
            Best = counters.Best,
            Replay = JsonSerializer.SerializeToElement(mark),
        };
        if (Has(counters.TEnv))
        {
            directory.Checkpoints.Replace(state, groups);
        }
        else
        {
            directory.Checkpoints.Save(state, groups);
        }

        _pruning.Learn(counters.TEnv, mark);
    }

    /// <summary>Refuses to write in a folder that was deleted: it would be made again, without settings and metrics, and be no run.</summary>
    /// <exception cref="UserErrorException">The run folder is gone.</exception>
    public void ThrowIfGone()
    {
        if (!RunDirectory.IsAt(directory.Path))
        {
            throw new UserErrorException($"the run folder '{directory.Path}' is gone: it was moved or deleted while the run was trained, and nothing can be saved in it");
        }
    }

    /// <summary>Deletes old checkpoints. What a failing disk does not delete is deleted after the next one.</summary>
    private void DeleteOld()
    {
        try
        {
            _pruning.Prune(retention, _segments.DeleteUnused);
        }
        catch (MachineFaultException)
        {
        }
    }

    /// <summary>Refuses settings of another seed: they cannot have changed on purpose, so a file is damaged.</summary>
    private void ThrowIfOtherSeed(Checkpoint checkpoint)
    {
        if (checkpoint.State.RandomSeed != settings.Training.Seed)
        {
            throw new UserErrorException(
                $"the checkpoint '{checkpoint.Path}' is of the seed {checkpoint.State.RandomSeed}, but training.seed is {settings.Training.Seed} in '{directory.SettingsPath}'");
        }
    }
}
