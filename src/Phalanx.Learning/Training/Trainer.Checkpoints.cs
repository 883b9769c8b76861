using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <content>What of a run is saved between rounds, and how it comes back.</content>
public sealed partial class Trainer
{
    private IReadOnlyList<CheckpointGroup<float>> Groups =>
        [.. _team.Algorithm.Groups.Select(group => new CheckpointGroup<float>(group.Name, group.Online, group.Target, _learner.OptimiserOf(group)))];

    private void Save()
    {
        SaveCheckpoint();
        _history = _history.After(_clock.Elapsed);
        _history.Write(_directory.MachinePath);
    }

    private void SaveCheckpoint()
    {
        if (_directory.Checkpoints.Has(_counters.TEnv))
        {
            return;
        }

        ReplayMark mark = _segments.Save(_replay);
        _directory.Checkpoints.Save(
            new CheckpointState
            {
                RandomSeed = _settings.Training.Seed,
                TEnv = _counters.TEnv,
                Episode = _counters.Episode,
                TrainingSteps = _counters.TrainingSteps,
                NextEvaluation = ((_counters.TEnv / _settings.Evaluation.Interval) + 1) * _settings.Evaluation.Interval,
                MetricsRows = _metrics.Rows,
                LastTargetUpdate = _counters.LastTargetUpdate,
                SinceLastRow = _counters.SinceLastRow,
                Best = _counters.Best,
                Replay = JsonSerializer.SerializeToElement(mark),
            },
            Groups);
        if (_settings.Checkpoint.Keep is { } keep)
        {
            Forget(keep);
        }
    }

    /// <summary>Deletes old checkpoints, and the episodes that only they held.</summary>
    private void Forget(int keep)
    {
        CheckpointStore checkpoints = _directory.Checkpoints;
        checkpoints.Prune(keep);
        try
        {
            _segments.DeleteUnused([.. checkpoints.Available
                .Select(tEnv => checkpoints.At(tEnv).State.Replay)
                .OfType<JsonElement>()
                .Select(mark => mark.Deserialize<ReplayMark>()!)]);
        }
        catch (UserErrorException)
        {
            // Nobody knows what a damaged checkpoint holds. No episode is deleted until it has gone.
        }
    }

    private TrainingCounters Restore(Checkpoint checkpoint)
    {
        checkpoint.Restore(Groups);
        if (checkpoint.State.Replay is { } replay)
        {
            _segments.Restore(replay.Deserialize<ReplayMark>()!, _replay);
        }

        return TrainingCounters.Of(checkpoint.State);
    }
}
