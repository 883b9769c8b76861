using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <content>
/// Saves checkpoints: by steps, by the clock, at the beginning and at the end. A disk that is full or fails does not end the run at once: where space is short the
/// newest episodes are left out, then it waits, and only then it ends. Nothing of this decides what is learned.
/// </content>
public sealed partial class Trainer
{
    private TimeSpan _savedAt;
    private CancellationToken _cancellation;
    private string? _warning;
    private long _missingEpisodes;
    private readonly string? _otherSimulator;

    /// <summary>Whether a checkpoint is due by the clock.</summary>
    private bool IsDueByClock => _settings.Checkpoint.EveryMinutes is { } minutes && _clock.Elapsed - _savedAt >= TimeSpan.FromMinutes(minutes);

    /// <summary>Saves what a run begins with, so that it can be resumed from then on. Nothing is lost yet, so nothing is waited for.</summary>
    private void SaveBeginning()
    {
        if (!_checkpoints.Any)
        {
            Enter(TrainingStage.Saving, RunPhase.Save);
            _checkpoints.Save(_counters, _metrics);
            CountCheckpoint();
        }
    }

    /// <summary>Saves a checkpoint, unless there is one of this progress.</summary>
    /// <param name="replace">Whether one of this progress is replaced: it was saved inside a round, which has ended since.</param>
    private void Save(bool replace = false)
    {
        Enter(TrainingStage.Saving, RunPhase.Save);
        if (replace || !_checkpoints.Has(_counters.TEnv))
        {
            Patiently("save a checkpoint", SaveCheckpoint);
        }

        CountCheckpoint();
    }

    private void SaveCheckpoint()
    {
        _metrics.WriteRows();
        try
        {
            _checkpoints.Save(_counters, _metrics);
            WarnNoMore($"the disk takes files again: the checkpoint at t_env {_counters.TEnv} is saved with all its episodes");
        }
        catch (MachineFaultException fault) when (fault.IsOfSpace && !_services.EndsOnDiskFault && _learner.CanLoseEpisodes(_counters))
        {
            long missing = _checkpoints.SaveWithoutNewest(_counters, _metrics);
            Warn(
                $"{fault.Message}; the checkpoint at t_env {_counters.TEnv} was saved without the newest {missing} episodes, and a run that is resumed from it "
                + $"ends with other bits; the last one with all of them {LatestComplete}");
        }
    }

    /// <summary>Counts a checkpoint that is on the disk.</summary>
    private void CountCheckpoint()
    {
        if (_checkpoint != _counters.TEnv)
        {
            _feed?.CheckpointSaved(_counters.TEnv);
        }

        (_checkpoint, _savedAt) = (_counters.TEnv, _clock.Elapsed);
        _heartbeat.Enter(RunPhase.Save, Counts);
        _history = _history.WithElapsed(_clock.Elapsed);
        try
        {
            _history.Write(_directory.MachinePath);
        }
        catch (MachineFaultException)
        {
            // It is written again with the next checkpoint, and is no part of the run's result.
        }
    }

    /// <summary>Does what needs the disk, and waits where the disk is full or fails.</summary>
    /// <param name="what">What that is, as a part of a sentence.</param>
    /// <param name="save">Does it.</param>
    /// <exception cref="MachineFaultException">It failed for <c>checkpoint.retry_minutes</c>, or once where the calling program asked for that.</exception>
    private void Patiently(string what, Action save)
    {
        if (_services.EndsOnDiskFault)
        {
            save();
            return;
        }

        double minutes = _settings.Checkpoint.RetryMinutes;
        string patience = string.Create(CultureInfo.InvariantCulture, $"{minutes:0.##} {(minutes == 1 ? "minute" : "minutes")}");
        var saving = new PatientSaving(
            TimeSpan.FromMinutes(minutes),
            fault => Warn($"{fault.Message}; the run '{_directory.Path}' waits to {what} at t_env {_counters.TEnv}, for {patience} at most"));
        try
        {
            saving.Do(save, _cancellation);
        }
        catch (MachineFaultException fault)
        {
            string waited = _cancellation.IsCancellationRequested ? "the run was interrupted" : $"this did not end within {patience}";
            throw new MachineFaultException(
                $"{fault.Message}; {waited}, so the run ends at t_env {_counters.TEnv}; saved last is {SavedLast}; mend the disk or free space on it, then resume the run "
                + $"'{_directory.Path}'",
                fault.Fault,
                fault);
        }
    }

    private string LatestComplete => _checkpoints.LatestComplete is { } tEnv ? $"is that at t_env {tEnv}" : "is none";

    private string SavedLast => _checkpoint is { } tEnv ? $"the checkpoint at t_env {tEnv}" : "nothing";

    /// <summary>Tells of a row that could not be written yet.</summary>
    private void WarnOfRow(MachineFaultException? fault)
    {
        if (fault is not null)
        {
            Warn($"{fault.Message}; the row of t_env {_counters.TEnv} is written when that is possible");
        }
    }

    /// <summary>Tells of the record of a test that could not be written.</summary>
    private void WarnOfRecord(MachineFaultException? fault)
    {
        if (fault is not null)
        {
            Warn($"{fault.Message}; the test at t_env {_counters.TEnv} has no record");
        }
    }

    /// <summary>Tells that the run goes on without some of its episodes.</summary>
    private void WarnOfMissingEpisodes()
    {
        if (_missingEpisodes > 0)
        {
            _feed?.Warned(
                Progress,
                $"the checkpoint at t_env {_counters.TEnv} was saved without its newest {_missingEpisodes} episodes, because there was no space: the run goes on without "
                + $"them and ends with other bits than one that was not interrupted; the last one with all of them {LatestComplete}");
        }
    }

    /// <summary>Tells that the run goes on in another version of what simulates its environment.</summary>
    private void WarnOfOtherSimulator()
    {
        if (_otherSimulator is { } sentence)
        {
            _feed?.Warned(Progress, sentence);
        }
    }

    /// <summary>Tells what the run is short of.</summary>
    private void Warn(string sentence)
    {
        _warning = sentence;
        _heartbeat.Warn(sentence);
        _feed?.Warned(Progress, sentence);
    }

    /// <summary>Tells that the run has what it was short of; nothing where it was short of nothing.</summary>
    private void WarnNoMore(string relief)
    {
        if (_warning is not null)
        {
            _warning = null;
            _heartbeat.Warn(null);
            _feed?.Warned(Progress, relief);
        }
    }
}
