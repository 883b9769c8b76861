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

    /// <summary>Saves a checkpoint, unless there is one of this progress, and deletes old ones as <c>checkpoint.keep</c> says.</summary>
    /// <param name="counters">The progress.</param>
    /// <param name="metricsRows">How many rows the metrics have.</param>
    /// <param name="replace">Whether one of this progress is replaced: it was saved inside a round, which has ended since.</param>
    /// <returns>Whether one was saved.</returns>
    public bool Save(TrainingCounters counters, int metricsRows, bool replace = false)
    {
        bool isThere = directory.Checkpoints.Has(counters.TEnv);
        if (isThere && !replace)
        {
            return false;
        }

        ReplayMark mark = _segments.Save(replay);
        var state = new CheckpointState
        {
            RandomSeed = settings.Training.Seed,
            TEnv = counters.TEnv,
            Episode = counters.Episode,
            TrainingSteps = counters.TrainingSteps,
            SkippedEpisodes = counters.SkippedEpisodes,
            NextEvaluation = counters.NextEvaluation,
            MetricsRows = metricsRows,
            LastTargetUpdate = counters.LastTargetUpdate,
            SinceLastRow = counters.SinceLastRow,
            LargestSinceLastRow = counters.LargestSinceLastRow,
            Best = counters.Best,
            Replay = JsonSerializer.SerializeToElement(mark),
        };
        if (isThere)
        {
            directory.Checkpoints.Replace(state, groups);
        }
        else
        {
            directory.Checkpoints.Save(state, groups);
        }

        if (settings.Checkpoint.Keep is { } keep)
        {
            DeleteOld(keep);
        }

        return true;
    }

    /// <summary>Restores the latest checkpoint, and deletes what was saved after it.</summary>
    public CheckpointState RestoreLatest()
    {
        Checkpoint checkpoint = directory.Checkpoints.Latest();
        directory.Checkpoints.CutAfter(checkpoint.State.TEnv);
        checkpoint.Restore(groups);
        if (checkpoint.State.Replay is { } mark)
        {
            _segments.Restore(mark.Deserialize<ReplayMark>()!, replay);
        }

        return checkpoint.State;
    }

    /// <summary>Deletes old checkpoints, and the episodes that only they held.</summary>
    private void DeleteOld(int keep)
    {
        CheckpointStore checkpoints = directory.Checkpoints;
        checkpoints.Prune(keep, tEnv => retention?.MayDelete(tEnv) != false);
        try
        {
            _segments.DeleteUnused([.. checkpoints.Available
                .Select(tEnv => checkpoints.At(tEnv).State.Replay)
                .OfType<JsonElement>()
                .Select(mark => mark.Deserialize<ReplayMark>()!)]);
        }
        catch (UserErrorException)
        {
            // The episodes of a damaged checkpoint are not known. No episode is deleted until that checkpoint is.
        }
    }
}
