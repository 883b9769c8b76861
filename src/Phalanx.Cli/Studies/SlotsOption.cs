using System.CommandLine;

namespace Phalanx.Cli.Studies;

/// <summary>The option of every command that trains many cells.</summary>
internal sealed class SlotsOption : Option<int?>
{
    /// <param name="otherwise">What follows the default in words, or nothing.</param>
    public SlotsOption(string otherwise = "")
        : base("--slots")
    {
        Description = $"Cells that are trained side by side, a thread each; by default as many as the machine has cores{otherwise}.";
        HelpName = "N";
    }
}
