using System.CommandLine;
using System.CommandLine.Parsing;

namespace Phalanx.Cli;

/// <summary>The option of a command that plays episodes: how many.</summary>
internal sealed class EpisodesOption : Option<int?>
{
    /// <param name="defaultText">The default, in words.</param>
    public EpisodesOption(string defaultText)
        : base("--episodes")
    {
        Description = $"Number of episodes; by default {defaultText}.";
        HelpName = "N";
        Validators.Add(RefuseNone);
    }

    private static void RefuseNone(OptionResult result)
    {
        // What is no number at all is refused by the parser.
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int episodes) && episodes < 1)
        {
            result.AddError($"option '--episodes' is '{episodes}'; it must be at least 1");
        }
    }
}
