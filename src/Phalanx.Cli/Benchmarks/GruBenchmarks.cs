namespace Phalanx.Cli.Benchmarks;

/// <summary>The recurrent layer forward and back, on one thread, and on several of which each takes its share of the rows.</summary>
internal sealed class GruBenchmarks(BenchmarkSuite suite, Race race, int threads)
{
    /// <summary>The least share of what our products reach at their best.</summary>
    private const double Bar = 0.5;

    public void Add()
    {
        foreach (GruSize size in GruSize.Measured)
        {
            string name = $"kernels/gru/{size.Name}";
            suite.Add(name, () => Measure(name, size, 1, GemmBenchmarks.Best(suite)));
            if (threads > 1)
            {
                string together = $"kernels/gru-together/{size.Name}";
                suite.Add(together, () => Measure(together, size, threads, ConcurrentGemmBenchmarks.Best(suite)));
            }
        }
    }

    private BenchmarkResult Measure(string name, GruSize size, int counted, double peak)
    {
        GruProblem[] problems = [.. Enumerable.Range(0, counted).Select(thread => new GruProblem(size.Steps, (size.Rows + thread) / counted))];
        Action[] runs = Array.ConvertAll<GruProblem, Action>(problems, problem => problem.Run);
        long[] allocated = new long[counted];
        using var team = new ThreadTeam(counted, thread => allocated[thread] = Allocation.Of(runs[thread]));
        double seconds = race.Time(team.Run);
        double rate = problems.Sum(problem => problem.Operations) / seconds / 1e9;
        return new BenchmarkResult(name, rate, BenchmarkResult.Gigaflops)
        {
            AllocatedBytes = allocated.Sum(),
            PeakShare = rate / peak,
            Bar = Bar,
            Holds = rate / peak >= Bar,
        };
    }
}
