using Phalanx.Learning.Faults;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <content>Numbers that are not finite end a run. What was saved before stays, and nothing is saved any more.</content>
public sealed partial class Trainer
{
    /// <summary>Ends the heartbeat, and tells of the fault with the moment of the run and the checkpoint to go on from.</summary>
    private NumericalFaultException Failed(NumericalFaultException found)
    {
        var moment = new RunMoment(
            _heartbeat.Status.Phase.ToString().ToLowerInvariant(),
            _counters.TEnv,
            _counters.TrainingSteps,
            _checkpoint,
            _checkpoint is { } tEnv ? _directory.Checkpoints.PathOf(tEnv) : null);
        var fault = new NumericalFaultException(found.Fault with { FoundAt = moment }, found);
        _heartbeat.End(RunState.Failed, RunStatus.Sentence(fault));
        return fault;
    }
}
