namespace Phalanx.Cli.Benchmarks;

/// <summary>Counts what a call allocates.</summary>
internal static class Allocation
{
    /// <summary>Bytes that one call allocates on its own thread.</summary>
    public static long Of(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Bytes that one call allocates on whichever threads it runs.</summary>
    public static long OfAllThreads(Action work)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
