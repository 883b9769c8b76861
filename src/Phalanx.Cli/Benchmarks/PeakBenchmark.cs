using Phalanx.Numerics.Kernels;

namespace Phalanx.Cli.Benchmarks;

/// <summary>The most multiply-adds that the machine does, which every other rate is a share of.</summary>
internal static class PeakBenchmark
{
    /// <summary>The peak of one thread.</summary>
    public const string Name = "kernels/peak";

    /// <summary>The peak of all threads at once.</summary>
    public const string AllThreadsName = "kernels/peak-together";

    // About two milliseconds: long beside what it takes threads to meet, short beside the scheduler's slices.
    private const int Rounds = 1_000_000;

    /// <summary>The peak of so many threads, for which the suite was made.</summary>
    public static double Of(BenchmarkSuite suite, int threads) => suite.Measure(threads == 1 ? Name : AllThreadsName).Value!.Value;

    public static void AddTo(BenchmarkSuite suite, Race race, int threads)
    {
        Kernels<float> kernels = Kernels<float>.Best;
        suite.Add(Name, () => Result(Name, 1, race.Time(() => kernels.MultiplyAdd(Rounds))));
        if (threads > 1)
        {
            suite.Add(AllThreadsName, () =>
            {
                using var team = new ThreadTeam(threads, _ => kernels.MultiplyAdd(Rounds));
                return Result(AllThreadsName, threads, race.Time(team.Run));
            });
        }

        BenchmarkResult Result(string name, int counted, double seconds) =>
            new(name, counted * (double)Rounds * kernels.OperationsPerRound / seconds / 1e9, BenchmarkResult.Gigaflops);
    }
}
