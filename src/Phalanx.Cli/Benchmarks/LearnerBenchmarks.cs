using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Everything that <c>phalanx bench learner</c> measures: for every algorithm and shape a training step of 32 full-length episodes, and one
/// of episodes that end anywhere.
/// </summary>
internal static class LearnerBenchmarks
{
    /// <summary>The method that others are compared with.</summary>
    private const string BaselineAlgorithm = "qmix";

    /// <summary>How many times a step of QMIX those of a family may take, where that is asked of it.</summary>
    private static readonly (string Family, double Most)[] MostTimesQmix =
    [
        ("value-based/weighted", 3), ("residual", 3), ("value-based/", 2), ("distributional/", 10),
    ];

    /// <summary>The suite for a number of threads.</summary>
    public static BenchmarkSuite Create(int threads, OpenBlas? openBlas, CancellationToken cancellation)
    {
        // Steps are compared with the peak of the machine, so it belongs to the suite even where it is not selected.
        BenchmarkSuite kernels = KernelBenchmarks.Create(threads, openBlas, cancellation);
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation);
        foreach (AlgorithmDefinition algorithm in AlgorithmRegistry.WithBuiltIns().All)
        {
            foreach (LearnerShape shape in LearnerShape.Measured)
            {
                string name = $"learner/{algorithm.Name}/{shape.Name}";
                if (algorithm.Refusal(shape.Specification) is { } refusal)
                {
                    suite.Refuse(name, refusal);
                    continue;
                }

                suite.Add(name, () => Measure(name, algorithm, shape, ragged: false));
                suite.Add($"{name}/ragged", () => Measure($"{name}/ragged", algorithm, shape, ragged: true));
                if (shape.Name == "3s5z" && algorithm.Name != BaselineAlgorithm)
                {
                    suite.Add($"{name}/of-qmix", () => Compare($"{name}/of-qmix", name, $"learner/{BaselineAlgorithm}/{shape.Name}", MostOf(algorithm.Family)));
                }

                suite.Add($"{name}/rate", () => MeasureRate($"{name}/rate", algorithm, shape));
            }
        }

        return suite;

        static double? MostOf(string family) => MostTimesQmix
            .Where(bar => family.StartsWith(bar.Family, StringComparison.Ordinal))
            .Select(bar => (double?)bar.Most)
            .FirstOrDefault();

        BenchmarkResult Compare(string name, string own, string qmix, double? most)
        {
            double ratio = suite.Measure(own).Value!.Value / suite.Measure(qmix).Value!.Value;
            return new BenchmarkResult(name, ratio, BenchmarkResult.PlainRatio) { Bar = most, Holds = most is null ? null : ratio <= most };
        }

        BenchmarkResult Measure(string name, AlgorithmDefinition algorithm, LearnerShape shape, bool ragged)
        {
            using var problem = new LearnerProblem(algorithm, shape, threads, ragged);
            double milliseconds = race.Time(problem.Run) * 1e3;
            double? bar = algorithm.Name == BaselineAlgorithm && threads == 2 && !ragged ? shape.QmixBar : null;
            return new BenchmarkResult(name, milliseconds, BenchmarkResult.Milliseconds)
            {
                AllocatedBytes = Allocation.OfAllThreads(problem.Run),
                Bar = bar,
                Holds = bar is null ? null : milliseconds <= bar,
            };
        }

        BenchmarkResult MeasureRate(string name, AlgorithmDefinition algorithm, LearnerShape shape)
        {
            using var problem = new LearnerProblem(algorithm, shape, threads, ragged: false);
            double seconds = race.Time(problem.Run);
            double rate = ProductCount.Of(problem.Run) / seconds / 1e9;
            double peak = PeakBenchmark.Of(kernels, threads);
            double? bar = algorithm.Name == BaselineAlgorithm && threads == 2 ? shape.QmixShareBar : null;
            return new BenchmarkResult(name, rate, BenchmarkResult.Gigaflops)
            {
                PeakShare = rate / peak,
                Bar = bar,
                Holds = bar is null ? null : rate / peak >= bar,
            };
        }
    }
}
