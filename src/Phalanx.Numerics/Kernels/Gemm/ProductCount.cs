namespace Phalanx.Numerics.Kernels;

/// <summary>
/// Counts the arithmetic operations of matrix products, from which benchmarks compute rates. When it is off it costs one comparison per
/// product.
/// </summary>
public static class ProductCount
{
    private static bool _counting;
    private static long _operations;

    /// <summary>The operations of all products since the last count began; it stands still while nothing is counted.</summary>
    public static long SoFar => Interlocked.Read(ref _operations);

    /// <summary>Additions and multiplications of all products on all threads during a piece of work.</summary>
    public static long Of(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Interlocked.Exchange(ref _operations, 0);
        Volatile.Write(ref _counting, true);
        try
        {
            work();
        }
        finally
        {
            Volatile.Write(ref _counting, false);
        }

        return Interlocked.Read(ref _operations);
    }

    internal static void Add(int rows, int inner, int columns)
    {
        if (_counting)
        {
            Interlocked.Add(ref _operations, 2L * rows * inner * columns);
        }
    }
}
