using System.CommandLine;
using System.CommandLine.Parsing;

namespace Phalanx.Cli;

/// <summary>The option of every command that computes on several threads.</summary>
internal sealed class ThreadsOption : Option<int?>
{
    private const int Most = 256;

    /// <param name="defaultText">The default, in words.</param>
    public ThreadsOption(string defaultText)
        : base("--threads")
    {
        Description = $"Number of threads; by default {defaultText}.";
        HelpName = "N";
        Validators.Add(RefuseOutside);
    }

    private static void RefuseOutside(OptionResult result)
    {
        // What is no number at all is refused by the parser.
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int threads) && threads is < 1 or > Most)
        {
            result.AddError($"option '--threads' is '{threads}'; allowed are 1 to {Most}");
        }
    }
}
