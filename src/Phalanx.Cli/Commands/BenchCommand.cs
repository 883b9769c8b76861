using System.CommandLine;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx bench</c>: how fast this machine is at what Phalanx does.</summary>
internal sealed class BenchCommand : Command
{
    public BenchCommand()
        : base("bench", "Measure how fast this machine is at what Phalanx does.") => Add(new BenchKernelsCommand());
}
