using System.CommandLine;
using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx bench</c>: how fast this machine is at what Phalanx does.</summary>
internal sealed class BenchCommand : Command
{
    public BenchCommand(Library library)
        : base("bench", "Measure how fast this machine is at what Phalanx does.")
    {
        Add(new BenchSuiteCommand(
            "kernels", "Matrix products and other inner loops, compared with OpenBLAS where it is installed.", KernelBenchmarks.Create));
        Add(new BenchSuiteCommand(
            "environments", "Joint steps a second of every environment, with random actions and everything written.",
            (threads, _, cancellation) => EnvironmentBenchmarks.Create(library.Environments, threads, EnvironmentProblem.Worlds, cancellation)));
        Add(new BenchSuiteCommand("rollout", "Acting by every algorithm's team in environments that cost nothing.", RolloutBenchmarks.Create));
        Add(new BenchSuiteCommand("learner", "Training steps of every algorithm at the sizes of four environments.", LearnerBenchmarks.Create));
        Add(new BenchTrainingCommand(library));
        Add(new BenchClusterCommand(library));
        Add(new BenchSuiteCommand(
            "starcraft", "Steps of battles by the protocol of StarCraft II, client and server of this process.", (_, _, cancellation) => StarCraftBenchmarks.Create(cancellation)));
        Add(new BenchSuiteCommand("analysis", "Exact projections of random games.", AnalysisBenchmarks.Create));
    }
}
