using System.Diagnostics;
using Phalanx.Learning.Training;

namespace Phalanx.Drills.Kills;

/// <summary>
/// Counts the stages of a run, and kills its process at a moment of one of them: with SIGKILL, which no process can catch, by a thread that waits for the
/// moment beside the run. So the moment may lie anywhere in a stage of a few milliseconds, which a process from outside would not meet.
/// </summary>
internal sealed class KillingStages : IStageWatcher
{
    private readonly KillMoment? _moment;
    private readonly TaskCompletionSource _begun = new();
    private readonly Dictionary<TrainingStage, StageCount> _counts = [];
    private long _since;
    private TrainingStage? _stage;

    /// <summary>Begins to wait for the moment.</summary>
    /// <param name="moment">When to kill the process; null for never.</param>
    public KillingStages(KillMoment? moment)
    {
        _moment = moment;
        if (moment is not null)
        {
            new Thread(Wait) { IsBackground = true, Priority = ThreadPriority.Highest }.Start();
        }

        if (moment is { Stage: null })
        {
            _begun.TrySetResult();
        }
    }

    /// <summary>How often each stage came, and how long it took in all.</summary>
    public IReadOnlyDictionary<TrainingStage, StageCount> Counts => _counts;

    /// <inheritdoc/>
    public void Enter(TrainingStage stage)
    {
        Leave();
        StageCount before = _counts.GetValueOrDefault(stage, new StageCount(0, TimeSpan.Zero));
        _counts[stage] = before with { Entries = before.Entries + 1 };
        (_stage, _since) = (stage, Stopwatch.GetTimestamp());
        if (_moment is { } moment && moment.Stage == stage && _counts[stage].Entries == moment.Entry)
        {
            _begun.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void Leave()
    {
        if (_stage is { } stage)
        {
            _counts[stage] = _counts[stage] with { Time = _counts[stage].Time + Stopwatch.GetElapsedTime(_since) };
        }

        _stage = null;
    }

    private void Wait()
    {
        _begun.Task.Wait();
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < _moment!.Delay)
        {
            if (_moment.Delay > TimeSpan.FromMilliseconds(20))
            {
                Thread.Sleep(1);
            }
        }

        Console.WriteLine($"killed {_stage?.ToString() ?? (_counts.Count == 0 ? "Opening" : "Closing")}");
        Process.GetCurrentProcess().Kill();
    }
}
