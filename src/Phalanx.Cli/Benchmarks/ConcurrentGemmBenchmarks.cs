namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Independent matrix products on several threads at once, one thread each, as shards are worked on. OpenBLAS does the same products
/// one after another, each on all the threads.
/// </summary>
internal sealed class ConcurrentGemmBenchmarks(BenchmarkSuite suite, Race race, OpenBlas? openBlas, int threads)
{
    // The threads meet before and after; between that they work long enough for the scheduler to find each a core of its own, even
    // while the threads of OpenBLAS still spin after their turn.
    private const double OperationsPerMeeting = 5e9;

    /// <summary>The best rate of our products on all the threads.</summary>
    public static double Best(BenchmarkSuite suite) => GemmShape.Measured.Max(shape => suite.Measure(Name(shape)).Value!.Value);

    /// <summary>How much faster all the threads are than one: what the machine has to give.</summary>
    public static double Gain(BenchmarkSuite suite) => Best(suite) / GemmBenchmarks.BestPlain(suite);

    public void Add()
    {
        foreach (GemmShape shape in GemmShape.Measured)
        {
            suite.Add(Name(shape), () => Measure(shape));
        }
    }

    private static string Name(GemmShape shape) => $"kernels/gemm-together/{shape}";

    private BenchmarkResult Measure(GemmShape shape)
    {
        GemmProblem[] problems = [.. Enumerable.Range(0, threads).Select(_ => new GemmProblem(shape, GemmForm.Plain))];
        int calls = (int)Math.Ceiling(OperationsPerMeeting / shape.Operations);
        Action[] work = Array.ConvertAll(problems, problem => Repeat(problem.Multiply, calls));
        long[] allocated = new long[threads];
        using var team = new ThreadTeam(threads, thread => allocated[thread] = Allocation.Of(work[thread]));
        Action? openBlasWork = null;
        if (openBlas is not null)
        {
            openBlas.UseThreads(threads);
            Action[] each = Array.ConvertAll(problems, problem => Repeat(() => problem.Multiply(openBlas), calls));
            openBlasWork = () => Array.ForEach(each, products => products());
        }

        (double seconds, double? openBlasSeconds) = race.Time(team.Run, openBlasWork);
        double operations = shape.Operations * calls * threads;
        double rate = operations / seconds / 1e9;
        return new BenchmarkResult(Name(shape), rate, BenchmarkResult.Gigaflops)
        {
            AllocatedBytes = allocated.Sum(),
            PeakShare = rate / suite.Measure(PeakBenchmark.AllThreadsName).Value,
            OpenBlas = Comparison.Of(rate, operations / openBlasSeconds / 1e9, openBlas?.Identity),
            MissingFigureReason = openBlas?.Identity.NoRatioReason,
        };
    }

    private static Action Repeat(Action work, int calls) => () =>
    {
        for (int i = 0; i < calls; i++)
        {
            work();
        }
    };
}
