using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <content>Tells other processes how far the run is, in <c>progress.json</c>. Nothing of it decides what is learned.</content>
public sealed partial class Trainer
{
    private readonly Heartbeat _heartbeat;
    private long? _checkpoint;

    /// <summary>How far the run is, as <c>progress.json</c> tells other processes. It may be asked on any thread.</summary>
    public RunStatus Status => _heartbeat.Status;

    private RunCounts Counts => new(_counters.TEnv, _counters.Episode, _counters.TrainingSteps, _metrics.Rows, _checkpoint);

    private Heartbeat MakeHeartbeat()
    {
        TimeSpan before = TimeSpan.FromSeconds(_history.WallSeconds);
        return new Heartbeat(_directory.ProgressPath, _settings.Training.Steps, Counts, () => before + _clock.Elapsed);
    }

    private void Enter(TrainingStage stage, RunPhase phase)
    {
        _services.Stages?.Enter(stage);
        _heartbeat.Enter(phase, Counts);
    }

    private void EndHeartbeat(Exception failure, CancellationToken cancellation)
    {
        if (failure is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            _heartbeat.End(RunState.Interrupted);
        }
        else
        {
            _heartbeat.End(RunState.Failed, FailureSentence.Of(failure));
        }
    }
}
