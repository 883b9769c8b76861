using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Everything that <c>phalanx bench rollout</c> measures: for every algorithm and shape, joint steps a second without the environment's own work.</summary>
internal static class RolloutBenchmarks
{
    /// <summary>The suite for a number of threads.</summary>
    public static BenchmarkSuite Create(int threads, OpenBlas? openBlas, CancellationToken cancellation)
    {
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation);
        foreach (AlgorithmDefinition algorithm in AlgorithmRegistry.WithBuiltIns().All)
        {
            foreach (LearnerShape shape in LearnerShape.Measured)
            {
                string name = $"rollout/{algorithm.Name}/{shape.Name}";
                if (algorithm.Refusal(shape.Specification) is { } refusal)
                {
                    suite.Refuse(name, refusal);
                    continue;
                }

                suite.Add(name, () => Measure(name, algorithm, shape));
            }
        }

        return suite;

        BenchmarkResult Measure(string name, AlgorithmDefinition algorithm, LearnerShape shape)
        {
            using var problem = new RolloutProblem(algorithm, shape, threads);
            double seconds = race.Time(problem.Run);
            return new BenchmarkResult(name, problem.Steps / seconds, BenchmarkResult.JointSteps)
            {
                AllocatedBytes = Allocation.OfAllThreads(problem.Run),
            };
        }
    }
}
