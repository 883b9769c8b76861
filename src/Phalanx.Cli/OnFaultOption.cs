using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Phalanx.Cli;

/// <summary>The option of every command that trains: what happens when an environment misbehaves. It stands for <c>rollout.skip_faults</c>.</summary>
internal sealed class OnFaultOption : Option<int?>
{
    private const string Stop = "stop";
    private const string Skip = "skip:";

    public OnFaultOption()
        : base("--on-fault")
    {
        Description = "When an environment misbehaves: stop, as by default, or skip up to N such episodes of a run, each played again with other draws.";
        HelpName = "stop|skip:N";
        CustomParser = Parse;
    }

    /// <summary>What asks for so many episodes on a command line.</summary>
    public static string Word(int episodes) => episodes == 0 ? Stop : string.Create(CultureInfo.InvariantCulture, $"{Skip}{episodes}");

    private static int? Parse(ArgumentResult result)
    {
        string given = result.Tokens[^1].Value;
        if (given == Stop)
        {
            return 0;
        }

        if (given.StartsWith(Skip, StringComparison.Ordinal)
            && int.TryParse(given.AsSpan(Skip.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int episodes)
            && episodes > 0)
        {
            return episodes;
        }

        result.AddError($"option '--on-fault' is '{given}'; it must be {Stop}, or {Skip}N for up to N episodes, such as {Skip}10");
        return null;
    }
}
