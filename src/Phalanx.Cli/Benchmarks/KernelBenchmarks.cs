namespace Phalanx.Cli.Benchmarks;

/// <summary>Everything that <c>phalanx bench kernels</c> measures: each theme adds its rows here.</summary>
internal static class KernelBenchmarks
{
    /// <summary>The suite for a number of threads.</summary>
    public static BenchmarkSuite Create(int threads, OpenBlas? openBlas, CancellationToken cancellation)
    {
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation);
        PeakBenchmark.AddTo(suite, race, threads);
        new GemmBenchmarks(suite, race, openBlas).Add();
        if (threads > 1)
        {
            new ConcurrentGemmBenchmarks(suite, race, openBlas, threads).Add();
        }

        new GruBenchmarks(suite, race, threads).Add();
        return suite;
    }
}
