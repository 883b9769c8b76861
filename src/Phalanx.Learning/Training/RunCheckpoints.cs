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
    /// <returns>Whether one was saved.</returns>
    public bool Save(TrainingCounters counters, MetricsRecorder metrics)
    {
        if (directory.Checkpoints.Has(counters.TEnv))
        {
            return false;
        }

        ReplayMark mark = _segments.Save(replay);
        directory.Checkpoints.Save(
            new CheckpointState
            {
                RandomSeed = settings.Training.Seed,
                TEnv = counters.TEnv,
                Episode = counters.Episode,
                TrainingSteps = counters.TrainingSteps,
                NextEvaluation = ((counters.TEnv / settings.Evaluation.Interval) + 1) * settings.Evaluation.Interval,
                MetricsRows = metrics.Rows,
                MetricsChecksum = metrics.Checksum,
                LastTargetUpdate = counters.LastTargetUpdate,
                SinceLastRow = counters.SinceLastRow,
                LargestSinceLastRow = counters.LargestSinceLastRow,
                Best = counters.Best,
                Replay = JsonSerializer.SerializeToElement(mark),
            },
            groups);
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
        ThrowIfOtherSeed(checkpoint);
        checkpoint.Restore(groups);
        if (checkpoint.State.Replay is { } mark)
        {
            _segments.Restore(MarkOf(mark), replay);
        }

        return checkpoint.State;
    }

    /// <summary>What a state says about the replay. Anything else than a mark is refused.</summary>
    private static ReplayMark MarkOf(JsonElement state)
    {
        try
        {
            return state.Deserialize<ReplayMark>() ?? throw new JsonException();
        }
        catch (JsonException damage)
        {
            throw new UserErrorException("what the checkpoint says about the replay is damaged: it is no mark of episodes", damage);
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
                .Select(MarkOf)]);
        }
        catch (UserErrorException)
        {
            // The episodes of a damaged checkpoint are not known. No episode is deleted until that checkpoint is.
        }
    }
}
