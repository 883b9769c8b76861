using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Phalanx.Numerics.Parallel;

/// <summary>
/// A fixed number of workers. Each begins a run with the shard of its own number; the later shards go in ascending order to the workers
/// that become free. Worker 0 is the caller; the others are threads that sleep between runs. A run allocates nothing.
/// </summary>
/// <remarks>
/// A worker that wakes late still gets its first shard, so that what it allocates for itself exists from the first run on. Which worker
/// gets which of the later shards differs from run to run. Results that must not depend on it are combined in the order of the shards,
/// as <see cref="ShardRunner{T}"/> does.
/// </remarks>
public sealed class WorkerPool : IDisposable
{
    private readonly Thread[] _threads;
    private readonly Signal _started;
    private readonly Signal _finished;
    private readonly Lock _failureGate = new();
    private IShardWork? _work;
    private int _shards;
    private int _next;
    private int _threadsAtWork;
    private int _busy;
    private bool _disposed;
    private ExceptionDispatchInfo? _failure;
    private int _failedShard;

    /// <summary>A pool of so many workers, the caller being one of them.</summary>
    public WorkerPool(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        bool spin = workers <= Environment.ProcessorCount;
        _started = new Signal(spin);
        _finished = new Signal(spin);
        _threads = new Thread[workers - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => Work(worker))
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"Phalanx worker {worker}"),
                IsBackground = true,
                CurrentCulture = CultureInfo.InvariantCulture,
                CurrentUICulture = CultureInfo.InvariantCulture,
            };
            _threads[i].Start();
        }
    }

    /// <summary>Number of workers, the caller included.</summary>
    public int Workers => _threads.Length + 1;

    /// <summary>
    /// Does all shards and returns when they are done. When shards throw, none is begun any more but the first of each worker, those begun
    /// are finished, and the exception of the first of them by number is thrown here: the same one for any number of workers. The pool
    /// stays usable.
    /// </summary>
    /// <exception cref="InvalidOperationException">A run is in progress: runs do not nest, and one thread at a time may start them.</exception>
    public void Run(int shards, IShardWork work)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shards);
        ArgumentNullException.ThrowIfNull(work);
        Enter();
        ExceptionDispatchInfo? failure;
        try
        {
            _work = work;
            _shards = shards;
            _next = Workers;
            _failedShard = int.MaxValue;
            if (shards > 1 && _threads.Length > 0)
            {
                DrainTogether();
            }
            else
            {
                Drain(0); // waking threads costs more than a single shard gains by it
            }
        }
        finally
        {
            // Taken before the pool is free again: another thread may start a run at once.
            (failure, _failure) = (_failure, null);
            _work = null;
            Volatile.Write(ref _busy, 0);
        }

        failure?.Throw();
    }

    /// <summary>Ends the threads.</summary>
    /// <exception cref="InvalidOperationException">A run is in progress.</exception>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        Enter();
        _disposed = true;
        _started.Advance();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        Volatile.Write(ref _busy, 0);
    }

    private void Enter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            throw new InvalidOperationException("The worker pool is in the middle of a run: a shard cannot start another one, nor dispose of it.");
        }
    }

    private void DrainTogether()
    {
        int round = _finished.Count;
        _threadsAtWork = _threads.Length;
        _started.Advance();
        Drain(0);
        _finished.AwaitChange(round);
    }

    private void Work(int worker)
    {
        for (int run = 0; ; run++)
        {
            _started.AwaitChange(run);
            if (_disposed)
            {
                return;
            }

            Drain(worker);
            if (Interlocked.Decrement(ref _threadsAtWork) == 0)
            {
                _finished.Advance();
            }
        }
    }

    private void Drain(int worker)
    {
        for (int shard = worker; shard < _shards; shard = Take())
        {
            try
            {
                _work!.Run(shard, worker);
            }
            catch (Exception exception)
            {
                Fail(shard, exception);
            }
        }
    }

    private int Take() => Interlocked.Increment(ref _next) - 1;

    private void Fail(int shard, Exception exception)
    {
        // A worker's own first shard is always begun, and the later ones are begun in ascending order. So every shard before this one
        // is begun, and the first failing shard does not depend on timing.
        Volatile.Write(ref _next, _shards);
        lock (_failureGate)
        {
            if (shard < _failedShard)
            {
                _failedShard = shard;
                _failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
