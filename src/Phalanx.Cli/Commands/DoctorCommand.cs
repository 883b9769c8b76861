using System.CommandLine;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx doctor</c>: whether what Phalanx works with is as it expects.</summary>
internal sealed class DoctorCommand : Command
{
    public DoctorCommand()
        : base("doctor", "Look whether other programs that Phalanx works with are as it expects them.") => Add(new DoctorSc2Command());
}
