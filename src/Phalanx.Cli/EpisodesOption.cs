using System.CommandLine;
using System.CommandLine.Parsing;

namespace Phalanx.Cli;

/// <summary>The option of a command that plays episodes: how many.</summary>
internal sealed class EpisodesOption : Option<int?>
{
    /// <param name="otherwise">How many they are when nobody says.</param>
    public EpisodesOption(string otherwise)
        : base("--episodes")
    {
        Description = $"Number of episodes; {otherwise} unless said otherwise.";
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
