using System.Diagnostics;
using Phalanx.Environments;
using Phalanx.Learning.Faults;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// Looks from a timer whether calls of environments return in time. It finds a call that hangs between one and one and a quarter of the limit after it was
/// made. Time in which the process did not run - a machine that slept, a debugger - counts for no more than two looks.
/// </summary>
internal sealed class CallTimeout : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _limit;
    private readonly TimeSpan _interval;
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private readonly List<CallWatch> _watches = [];
    private readonly ManualResetEvent _found = new(initialState: false);
    private long _last = Stopwatch.GetTimestamp();
    private EnvironmentFault? _fault;

    /// <summary>Begins to look.</summary>
    /// <param name="limit">How long a call may take.</param>
    public CallTimeout(TimeSpan limit)
    {
        _limit = limit;
        _interval = limit / 8 < Shortest ? Shortest : limit / 8 > Longest ? Longest : limit / 8;
        _timer = new Timer(_ => Look(), null, _interval, _interval);
    }

    /// <summary>Is set once a call hangs.</summary>
    public WaitHandle Found => _found;

    /// <summary>The call that hangs.</summary>
    public EnvironmentFault? Fault
    {
        get
        {
            lock (_gate)
            {
                return _fault;
            }
        }
    }

    /// <summary>The same batch, watched.</summary>
    /// <param name="environments">The batch, which the result disposes.</param>
    public IEnvironmentBatch Watch(IEnvironmentBatch environments)
    {
        var watch = new CallWatch(environments.Spec, environments.Count);
        lock (_gate)
        {
            _watches.Add(watch);
        }

        return new ReportedEnvironments(environments, watch);
    }

    /// <summary>Looks on: the call that seemed to hang has returned after all.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _fault = null;
            _found.Reset();
        }
    }

    /// <summary>Ends looking.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _found.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(_last);
            _last = Stopwatch.GetTimestamp();
            foreach (CallWatch watch in _watches)
            {
                EnvironmentFault? found = watch.Look(elapsed < 2 * _interval ? elapsed : 2 * _interval, _limit);
                _fault ??= found;
            }

            if (_fault is not null && !_found.SafeWaitHandle.IsClosed)
            {
                _found.Set();
            }
        }
    }
}
