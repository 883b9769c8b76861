using Phalanx.Foundation;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <content>
/// Faults end a run. After numbers that are not finite nothing is saved any more, because they may be in what is learned. When an environment misbehaves, what was
/// learned is sound: while episodes are played nothing of the run changes, so it is saved as it was before them, and a run that is resumed plays them again.
/// </content>
public sealed partial class Trainer
{
    /// <summary>Saves what can be saved, ends the heartbeat, and tells of the fault with the moment of the run and the checkpoint to go on from.</summary>
    private Exception Failed(Exception found)
    {
        RunPhase phase = _heartbeat.Status.Phase;
        if (EpisodeFaults.AreOfEnvironment(found))
        {
            SaveBeforeEpisodes();
            _heartbeat.Enter(phase, Counts); // what it failed in, and the checkpoint that there is now
        }

        var moment = new RunMoment(
            phase.ToString().ToLowerInvariant(),
            _counters.TEnv,
            _counters.TrainingSteps,
            _checkpoint,
            _checkpoint is { } tEnv ? _directory.Checkpoints.PathOf(tEnv) : null);
        Exception fault = found switch
        {
            EnvironmentFaultException of => new EnvironmentFaultException(
                of.Fault with { FoundAt = moment, Skipped = _skips.CountWithBegun }, of.InnerException),
            NumericalFaultException of => new NumericalFaultException(of.Fault with { FoundAt = moment }, found),
            _ => found,
        };
        bool diverged = fault is NumericalFaultException && !EpisodeFaults.AreOfEnvironment(found);
        _heartbeat.End(RunState.Failed, FailureSentence.Of(fault), diverged ? _problem.Results : null);
        return fault;
    }

    private void SaveBeforeEpisodes()
    {
        try
        {
            Save();
        }
        catch (Exception failure) when (failure is ExplainedException or IOException or UnauthorizedAccessException)
        {
            // The environment is what there is to tell of; the sentence names the checkpoint that there is.
        }
    }
}
