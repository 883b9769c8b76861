namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// The recurrent layer at the sizes of two battle maps: all time steps of 32 full-length episodes, one row for each unit of each.
/// On several threads each takes its share of the rows.
/// </summary>
internal sealed class GruBenchmarks(BenchmarkSuite suite, Race race, int threads)
{
    /// <summary>The least share of what our products reach at their best.</summary>
    private const double Bar = 0.5;

    private static readonly (string Name, int Steps, int Rows)[] Sizes = [("3s5z", 150, 8 * 32), ("MMM2", 180, 10 * 32)];

    public void Add()
    {
        foreach ((string size, int steps, int rows) in Sizes)
        {
            string name = $"kernels/gru/{size}";
            suite.Add(name, () => Measure(name, steps, rows, 1, GemmBenchmarks.Best(suite)));
            if (threads > 1)
            {
                string together = $"kernels/gru-together/{size}";
                suite.Add(together, () => Measure(together, steps, rows, threads, ConcurrentGemmBenchmarks.Best(suite)));
            }
        }
    }

    private BenchmarkResult Measure(string name, int steps, int rows, int counted, double peak)
    {
        GruProblem[] problems = [.. Enumerable.Range(0, counted).Select(thread => new GruProblem(steps, (rows + thread) / counted))];
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
