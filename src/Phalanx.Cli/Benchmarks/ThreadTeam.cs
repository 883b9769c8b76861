namespace Phalanx.Cli.Benchmarks;

/// <summary>Threads that do a piece of work each, starting together, as often as asked; the caller is one of them.</summary>
internal sealed class ThreadTeam : IDisposable
{
    private readonly Action<int> _work;
    private readonly Barrier _start;
    private readonly Barrier _end;
    private readonly Thread[] _threads;
    private volatile Exception? _failure;
    private volatile bool _disposed;

    /// <param name="threads">How many, the caller included.</param>
    /// <param name="work">Given the number of the thread, from 0.</param>
    public ThreadTeam(int threads, Action<int> work)
    {
        _work = work;
        _start = new Barrier(threads);
        _end = new Barrier(threads);
        _threads = new Thread[threads - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int number = i + 1;
            _threads[i] = new Thread(() => RunThread(number)) { IsBackground = true };
            _threads[i].Start();
        }
    }

    /// <summary>Has every thread do its work once.</summary>
    public void Run()
    {
        _start.SignalAndWait();
        try
        {
            _work(0);
        }
        finally
        {
            _end.SignalAndWait();
        }

        if (_failure is { } failure)
        {
            throw new InvalidOperationException("A thread failed.", failure);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _start.SignalAndWait();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _start.Dispose();
        _end.Dispose();
    }

    private void RunThread(int number)
    {
        while (true)
        {
            _start.SignalAndWait();
            if (_disposed)
            {
                return;
            }

            try
            {
                _work(number);
            }
#pragma warning disable CA1031 // The caller throws it on its own thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _failure = exception;
            }

            _end.SignalAndWait();
        }
    }
}
