using System.Diagnostics;

namespace Phalanx.Learning.Training;

/// <summary>
/// Tells an observer what happens in a run, on a thread of its own. The run only puts events down: rounds, training steps and frames into a fixed
/// number of places, without an allocation; evaluations and checkpoints, of which there are few, into a queue that grows.
/// </summary>
internal sealed class ObserverFeed : IDisposable
{
    private const int Capacity = 1024;

    // Small games have thousands of rounds a second. To wake a thread for each of them would slow the run, so it looks by itself now and then.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ITrainerObserver _observer;
    private readonly IReadOnlyList<string> _figureNames;
    private readonly object _gate = new(); // what Monitor waits on
    private readonly RecentEvents _recent;
    private readonly Queue<(long Order, Action<ITrainerObserver> Tell)> _lasting = [];
    private readonly double[] _figures;
    private long _order;
    private bool _telling;
    private bool _ended;

    public ObserverFeed(ITrainerObserver observer, IReadOnlyList<string> figureNames)
    {
        (_observer, _figureNames) = (observer, figureNames);
        _recent = new RecentEvents(Capacity, figureNames.Count);
        _figures = new double[figureNames.Count];
        new Thread(Deliver) { Name = "Phalanx observer", IsBackground = true }.Start();
    }

    /// <summary>What the observer threw; it is told nothing more. Null while all is well.</summary>
    public Exception? Failure { get; private set; }

    private bool IsEmpty => _recent.Count == 0 && _lasting.Count == 0;

    public void RoundEnded(TrainingProgress progress, RoundReport round) => Add(new RecentEvent(0, progress, round), []);

    public void TrainingStepMade(TrainingProgress progress, LearnerReport step, ReadOnlySpan<double> figures) =>
        Add(new RecentEvent(0, progress, Step: step), figures);

    public void FrameDrawn(TrainingProgress progress, EpisodeFrame frame) => Add(new RecentEvent(0, progress, Frame: frame), []);

    public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures) =>
        Add(observer => observer.Evaluated(progress, figures));

    public void CheckpointSaved(long tEnv) => Add(observer => observer.CheckpointSaved(tEnv));

    /// <summary>Waits until the observer has been told everything, or has failed, but no longer than so.</summary>
    public void Flush(TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
            while (!_ended && (_telling || !IsEmpty))
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

    /// <summary>Ends the thread, after the call that it is in. What has not been told is not told any more.</summary>
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

    private void Add(Action<ITrainerObserver> tell)
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _lasting.Enqueue((_order++, tell));
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Deliver()
    {
        try
        {
            while (Next(out RecentEvent recent, out Action<ITrainerObserver>? tell))
            {
                if (tell is not null)
                {
                    tell(_observer);
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
    private bool Next(out RecentEvent recent, out Action<ITrainerObserver>? tell)
    {
        (recent, tell) = (default, null);
        lock (_gate)
        {
            _telling = false;
            while (!_ended && IsEmpty)
            {
                Monitor.PulseAll(_gate); // a flush may wait for this
                Monitor.Wait(_gate, Interval);
            }

            if (_ended)
            {
                return false;
            }

            _telling = true;
            if (_lasting.TryPeek(out (long Order, Action<ITrainerObserver> Tell) lasting)
                && (_recent.Count == 0 || lasting.Order < _recent.OldestOrder))
            {
                tell = _lasting.Dequeue().Tell;
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
            _lasting.Clear();
            Monitor.PulseAll(_gate);
        }
    }
}
