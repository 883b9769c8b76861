using System.CommandLine;
using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx bench</c>: how fast this machine is at what Phalanx does.</summary>
internal sealed class BenchCommand : Command
{
    public BenchCommand()
        : base("bench", "Measure how fast this machine is at what Phalanx does.")
    {
        Add(new BenchSuiteCommand(
            "kernels", "Matrix products and other inner loops, compared with OpenBLAS where it is installed.", KernelBenchmarks.Create));
        Add(new BenchSuiteCommand("rollout", "Acting by every algorithm's team in environments that cost nothing.", RolloutBenchmarks.Create));
        Add(new BenchSuiteCommand("learner", "Training steps of every algorithm at the sizes of four environments.", LearnerBenchmarks.Create));
    }
}
