using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Everything that <c>phalanx bench rollout</c> measures: for every algorithm and shape, joint steps a second without the environment's own work.</summary>
internal static class RolloutBenchmarks
{
    /// <summary>Environments in lockstep: one, as presets of PyMARL have; eight, as those of PyMARL2; two groups, so that two workers have something to do.</summary>
    private static readonly int[] Environments = [1, 8, 32];

    /// <summary>What QMIX on one thread should reach.</summary>
    private static readonly Dictionary<string, double> Bars = new()
    {
        ["rollout/qmix/3s5z/1"] = 25_000,
        ["rollout/qmix/3s5z/32"] = 180_000,
    };

    /// <summary>The suite for a number of threads.</summary>
    public static BenchmarkSuite Create(int threads, OpenBlas? openBlas, CancellationToken cancellation)
    {
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation);
        foreach (AlgorithmDefinition algorithm in AlgorithmRegistry.WithBuiltIns().All)
        {
            foreach (LearnerShape shape in LearnerShape.Played)
            {
                string name = $"rollout/{algorithm.Name}/{shape.Name}";
                if (algorithm.Refusal(shape.Specification) is { } refusal)
                {
                    suite.Refuse(name, refusal);
                    continue;
                }

                foreach (int environments in Environments)
                {
                    string row = $"{name}/{environments}";
                    suite.Add(row, () => Measure(row, algorithm, shape, environments));
                }
            }
        }

        return suite;

        BenchmarkResult Measure(string name, AlgorithmDefinition algorithm, LearnerShape shape, int environments)
        {
            using var problem = new RolloutProblem(algorithm, shape, environments, threads);
            double rate = problem.Steps / race.Time(problem.Run);
            double? bar = threads == 1 && Bars.TryGetValue(name, out double least) ? least : null;
            return new BenchmarkResult(name, rate, BenchmarkResult.JointSteps)
            {
                Bar = bar,
                Holds = bar is null ? null : rate >= bar,
                AllocatedBytes = Allocation.OfAllThreads(problem.Run),
            };
        }
    }
}
