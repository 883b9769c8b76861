using System.CommandLine;

namespace Phalanx.Cli;

/// <summary><c>--set path=value</c>, as often as it takes.</summary>
internal sealed class SetOption : Option<string[]>
{
    public SetOption(string what = "One setting")
        : base("--set")
    {
        Description = $"{what}; may be given several times.";
        HelpName = "path=value";
    }
}
