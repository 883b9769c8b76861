using System.Diagnostics;

namespace Phalanx.Numerics.Parallel;

/// <summary>
/// A count that threads can wait for to advance. Runs follow one another within microseconds, so a waiting thread first spins for
/// about the time that waking it up would take, then sleeps. Nothing here allocates.
/// </summary>
internal sealed class Signal
{
    private const int PausesPerLook = 20;

    private static readonly long SpinTicks = Environment.ProcessorCount == 1 ? 0 : Stopwatch.Frequency * 30 / 1_000_000;

    private readonly object _gate = new(); // a Lock cannot be waited on
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Advance()
    {
        lock (_gate)
        {
            _count++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Returns once the count is another one; what was written before it advanced is seen after.</summary>
    public void AwaitChange(int from)
    {
        long until = Stopwatch.GetTimestamp() + SpinTicks;
        while (Count == from && Stopwatch.GetTimestamp() < until)
        {
            Thread.SpinWait(PausesPerLook);
        }

        lock (_gate)
        {
            while (_count == from)
            {
                Monitor.Wait(_gate);
            }
        }
    }
}
