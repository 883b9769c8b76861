using System.CommandLine;

namespace Phalanx.Cli;

/// <summary>The option of every command that trains: how long.</summary>
internal sealed class StepsOption : Option<long?>
{
    public StepsOption()
        : base("--steps")
    {
        Description = "Environment steps to collect in all.";
        HelpName = "N";
    }
}
