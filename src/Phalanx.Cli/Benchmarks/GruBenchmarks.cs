namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// The recurrent layer forward and back: the whole batch on one thread, and an episode a shard on the library's own pool of workers, which
/// tells what several threads gain.
/// </summary>
internal sealed class GruBenchmarks(BenchmarkSuite suite, Race race, int threads)
{
    /// <summary>The least share of what our products reach at their best.</summary>
    private const double ShareBar = 0.5;

    /// <summary>The least speed of two workers, one of them being 1.</summary>
    private const double PairBar = 1.65;

    /// <summary>The least part that the gain by several workers makes of the gain by several independent products.</summary>
    private const double GainBar = 0.9;

    private readonly Dictionary<GruSize, double> _gains = [];

    public void Add()
    {
        foreach (GruSize size in GruSize.Measured)
        {
            string name = $"kernels/gru/{size.Name}";
            suite.Add(name, () => MeasureWhole(name, size));
            if (threads == 1)
            {
                continue;
            }

            string together = $"kernels/gru-together/{size.Name}";
            suite.Add(together, () => MeasureShards(together, size));
            AddSummary($"{together}/speedup", threads == 2 ? PairBar : null, together, () => _gains[size]);
            AddSummary($"{together}/of-products", GainBar, together, () => _gains[size] / ConcurrentGemmBenchmarks.Gain(suite));
        }
    }

    private void AddSummary(string name, double? bar, string together, Func<double> summarise) => suite.Add(name, () =>
    {
        suite.Measure(together);
        double ratio = summarise();
        return new BenchmarkResult(name, ratio, BenchmarkResult.PlainRatio) { Bar = bar, Holds = bar is null ? null : ratio >= bar };
    });

    private BenchmarkResult MeasureWhole(string name, GruSize size)
    {
        var problem = new GruProblem(size.Steps, size.Rows);
        double seconds = race.Time(problem.Run);
        return Result(name, problem.Operations / seconds / 1e9, Allocation.Of(problem.Run), GemmBenchmarks.Best(suite));
    }

    private BenchmarkResult MeasureShards(string name, GruSize size)
    {
        using var alone = new GruShards(size, workers: 1);
        using var together = new GruShards(size, threads);
        (double seconds, double? secondsAlone) = race.Time(together.Run, alone.Run);
        _gains[size] = secondsAlone!.Value / seconds;
        double rate = GruProblem.OperationsOf(size.Steps, size.Rows) / seconds / 1e9;
        return Result(name, rate, Allocation.OfAllThreads(together.Run), ConcurrentGemmBenchmarks.Best(suite));
    }

    private static BenchmarkResult Result(string name, double rate, long allocated, double peak) =>
        new(name, rate, BenchmarkResult.Gigaflops)
        {
            AllocatedBytes = allocated,
            PeakShare = rate / peak,
            Bar = ShareBar,
            Holds = rate / peak >= ShareBar,
        };
}
