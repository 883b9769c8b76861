using System.Diagnostics;

namespace Phalanx.Learning.Training;

/// <summary>
/// Passes the events of a run to its observer, on a thread of its own. The run only stores events: rounds, training steps and frames in a fixed
/// number of places, without an allocation; evaluations and checkpoints, of which there are few, in a queue that grows.
/// </summary>
internal sealed class ObserverFeed : IDisposable
{
    private const int Capacity = 1024;

    // Small games have thousands of rounds a second. To wake a thread for each of them would slow the run, so the thread checks at this interval.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ITrainerObserver _observer;
    private readonly IReadOnlyList<string> _figureNames;
    private readonly object _gate = new(); // what Monitor waits on
    private readonly RecentEvents _recent;
    private readonly Queue<(long Order, Action<ITrainerObserver> Call)> _queued = [];
    private readonly double[] _figures;
    private long _order;
    private bool _delivering;
    private bool _ended;

    public ObserverFeed(ITrainerObserver observer, IReadOnlyList<string> figureNames)
    {
        (_observer, _figureNames) = (observer, figureNames);
        _recent = new RecentEvents(Capacity, figureNames.Count);
        _figures = new double[figureNames.Count];
        new Thread(Deliver) { Name = "Phalanx observer", IsBackground = true }.Start();
    }

    /// <summary>The exception that the observer threw, after which it gets no more events; null while there is none.</summary>
    public Exception? Failure { get; private set; }

    private bool IsEmpty => _recent.Count == 0 && _queued.Count == 0;

    public void RoundEnded(TrainingProgress progress, RoundReport round) => Add(new RecentEvent(0, progress, round), []);

    public void TrainingStepMade(TrainingProgress progress, LearnerReport step, ReadOnlySpan<double> figures) =>
        Add(new RecentEvent(0, progress, Step: step), figures);

    public void FrameDrawn(TrainingProgress progress, EpisodeFrame frame) => Add(new RecentEvent(0, progress, Frame: frame), []);

    public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures) =>
        Add(observer => observer.Evaluated(progress, figures));

    public void Warned(TrainingProgress progress, string sentence) => Add(observer => observer.Warned(progress, sentence));

    public void CheckpointSaved(long tEnv) => Add(observer => observer.CheckpointSaved(tEnv));

    /// <summary>Waits until the observer has all events or has failed, but no longer than the given time.</summary>
    public void Flush(TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
            while (!_ended && (_delivering || !IsEmpty))
            {
                TimeSpan left = patience - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    return;
                }

                Monitor.Wait(_gate, left);
            }
        }
    }

    /// <summary>Ends the thread after its current call. Events that wait are dropped.</summary>
    public void Dispose() => End();

    private void Add(in RecentEvent added, ReadOnlySpan<double> figures)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _recent.Add(added with { Order = _order++ }, figures);
            if (_recent.IsHalfFull)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Add(Action<ITrainerObserver> call)
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _queued.Enqueue((_order++, call));
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Deliver()
    {
        try
        {
            while (Next(out RecentEvent recent, out Action<ITrainerObserver>? call))
            {
                if (call is not null)
                {
                    call(_observer);
                }
                else if (recent.Round is { } round)
                {
                    _observer.RoundEnded(recent.Progress, round);
                }
                else if (recent.Frame is { } frame)
                {
                    _observer.FrameDrawn(recent.Progress, frame);
                }
                else
                {
                    _observer.TrainingStepMade(recent.Progress, ReportOf(recent.Step));
                }
            }
        }
#pragma warning disable CA1031 // An observer of any kind must not end the run; its failure is kept and told.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            End(failure);
        }
    }

    /// <summary>Waits for an event and takes it.</summary>
    /// <returns>False when no event will come any more.</returns>
    private bool Next(out RecentEvent recent, out Action<ITrainerObserver>? call)
    {
        (recent, call) = (default, null);
        lock (_gate)
        {
            _delivering = false;
            while (!_ended && IsEmpty)
            {
                Monitor.PulseAll(_gate); // a flush may wait for this
                Monitor.Wait(_gate, Interval);
            }

            if (_ended)
            {
                return false;
            }

            _delivering = true;
            if (_queued.TryPeek(out (long Order, Action<ITrainerObserver> Call) queued)
                && (_recent.Count == 0 || queued.Order < _recent.OldestOrder))
            {
                call = _queued.Dequeue().Call;
            }
            else
            {
                recent = _recent.Take(_figures);
            }

            return true;
        }
    }

    private TrainingStepReport ReportOf(LearnerReport step) => new()
    {
        Loss = step.Loss,
        GradientNorm = step.GradientNorm,
        FigureNames = _figureNames,
        Figures = _figures,
    };

    private void End(Exception? failure = null)
    {
        lock (_gate)
        {
            Failure ??= failure;
            _ended = true;
            _recent.Clear();
            _queued.Clear();
            Monitor.PulseAll(_gate);
        }
    }
}
