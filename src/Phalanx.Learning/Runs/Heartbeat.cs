using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// Writes <c>progress.json</c> while a run is trained: at every change of its state, and in between at most every two seconds, on a timer of its own,
/// which beats at least every five seconds, so that a long test does not look dead.
/// </summary>
/// <remarks>
/// The thread that trains only stores a few numbers, without a lock and without an allocation. The file is no part of a run's result, and nothing that
/// goes wrong with it ends a run: a folder that cannot be written shows in what must be written there. It is replaced by a rename, so a reader sees it whole,
/// and not flushed: what a power cut takes from it is of no use by then.
/// </remarks>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly string _temporary;
    private readonly long _steps;
    private readonly Func<TimeSpan> _wallTime;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private RecentRate _rate;
    private RunState _state;
    private string? _error;
    private ResultVersions? _diverged;
    private string? _warning;
    private DateTime _started;
    private long _beat;
    private long _written;
    private (RunPhase Phase, RunCounts Counts) _lastWritten;

    // What the training thread stores. Each number is whole; that they are of one moment does not matter here.
    private int _phase;
    private long _tEnv;
    private long _episodes;
    private long _trainingSteps;
    private int _rows;
    private long _checkpoint = -1;

    /// <summary>The heartbeat of a run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="steps">Environment steps to collect in all.</param>
    /// <param name="counts">What is counted already.</param>
    /// <param name="wallTime">How long all processes have trained so far; it may be asked on any thread.</param>
    /// <param name="time">The clock; by default the system's.</param>
    public Heartbeat(string path, long steps, RunCounts counts, Func<TimeSpan> wallTime, TimeProvider? time = null)
    {
        _path = Path.GetFullPath(path);
        _temporary = Path.Combine(Path.GetDirectoryName(_path)!, ".progress.tmp");
        (_steps, _wallTime, _time) = (steps, wallTime, time ?? TimeProvider.System);
        (_rate, _started) = (new RecentRate(_time), _time.GetUtcNow().UtcDateTime);
        Enter(RunPhase.Collect, counts);
    }

    /// <summary>What the file would tell now.</summary>
    public RunStatus Status
    {
        get
        {
            lock (_gate)
            {
                return Now(_beat);
            }
        }
    }

    private RunPhase Phase => (RunPhase)Volatile.Read(ref _phase);

    private RunCounts Counts => new(
        Volatile.Read(ref _tEnv),
        Volatile.Read(ref _episodes),
        Volatile.Read(ref _trainingSteps),
        Volatile.Read(ref _rows),
        Volatile.Read(ref _checkpoint) is >= 0 and var tEnv ? tEnv : null);

    /// <summary>Training begins, or begins again.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (_state, _error, _diverged, _started, _rate) = (RunState.Running, null, null, _time.GetUtcNow().UtcDateTime, new RecentRate(_time));
            _rate.Add(Volatile.Read(ref _tEnv));
            Write();
            _timer ??= _time.CreateTimer(_ => Beat(), null, Tick, Tick);
        }
    }

    /// <summary>A phase begins. Called by the thread that trains.</summary>
    public void Enter(RunPhase phase, in RunCounts counts)
    {
        Volatile.Write(ref _phase, (int)phase);
        Volatile.Write(ref _tEnv, counts.TEnv);
        Volatile.Write(ref _episodes, counts.Episodes);
        Volatile.Write(ref _trainingSteps, counts.TrainingSteps);
        Volatile.Write(ref _rows, counts.Rows);
        Volatile.Write(ref _checkpoint, counts.Checkpoint ?? -1);
    }

    /// <summary>Tells what the run is short of, in a sentence; null when it has all that it needs again.</summary>
    public void Warn(string? warning)
    {
        lock (_gate)
        {
            _warning = warning;
            if (_timer is not null)
            {
                Write();
            }
        }
    }

    /// <summary>Training ended. The file tells so when this returns, and is not touched any more.</summary>
    /// <param name="state">How.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="diverged">The versions in which its numbers stopped being finite, if that is why.</param>
    public void End(RunState state, string? error = null, ResultVersions? diverged = null)
    {
        lock (_gate)
        {
            StopTimer();
            (_state, _error, _diverged) = (state, error, diverged);
            Write();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            StopTimer();
        }
    }

    /// <summary>Writes the file if that is due.</summary>
    internal void Beat()
    {
        lock (_gate)
        {
            if (_timer is null)
            {
                return; // it ended while this call was on its way
            }

            _rate.Add(Volatile.Read(ref _tEnv));
            TimeSpan since = _time.GetElapsedTime(_written);
            if (since >= Longest || (since >= Shortest && _lastWritten != (Phase, Counts)))
            {
                Write();
            }
        }
    }

    private RunStatus Now(long beat)
    {
        RunCounts counts = Counts;
        double? rate = _state == RunState.Running ? _rate.PerSecond(counts.TEnv) : null;
        return new RunStatus
        {
            State = _state,
            Beat = beat,
            Pid = Environment.ProcessId,
            Started = _started,
            Updated = _time.GetUtcNow().UtcDateTime,
            Phase = Phase,
            TEnv = counts.TEnv,
            Steps = _steps,
            Episodes = counts.Episodes,
            TrainingSteps = counts.TrainingSteps,
            WallSeconds = Math.Round(_wallTime().TotalSeconds, 3),
            StepsPerSecond = rate is { } known ? Math.Round(known, 1) : null,
            SecondsLeft = rate is { } speed ? Math.Round(Math.Max(0, _steps - counts.TEnv) / speed, 1) : null,
            Rows = counts.Rows,
            Checkpoint = counts.Checkpoint,
            MemoryBytes = Environment.WorkingSet,
            Warning = _warning,
            Error = _error,
            Diverged = _diverged,
        };
    }

    private void Write()
    {
        _lastWritten = (Phase, Counts);
        _written = _time.GetTimestamp();
        try
        {
            using (FileStream stream = FileWriting.Open(_temporary, FileMode.Create, FileShare.ReadWrite | FileShare.Delete))
            {
                stream.Write(Now(++_beat).ToBytes());
            }

            FileWriting.MoveFile(_temporary, _path);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // The next beat tries again.
        }
    }

    private void StopTimer()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
