using System.CommandLine;

namespace Phalanx.Cli;

/// <summary><c>--set path=value</c>, as often as it takes.</summary>
internal sealed class SetOption : Option<string[]>
{
    public SetOption()
        : base("--set")
    {
        Description = "One setting; may be given several times.";
        HelpName = "path=value";
    }
}
