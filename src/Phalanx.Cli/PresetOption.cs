using System.CommandLine;

namespace Phalanx.Cli;

/// <summary><c>--preset NAME</c>.</summary>
internal sealed class PresetOption : Option<string?>
{
    public PresetOption()
        : base("--preset")
    {
        Description = "A named set of settings, such as pymarl or paper.";
        HelpName = "NAME";
    }
}
