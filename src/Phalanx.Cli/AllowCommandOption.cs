using System.CommandLine;

namespace Phalanx.Cli;

/// <summary><c>--allow-command</c>: lets what a run's settings name be started.</summary>
internal sealed class AllowCommandOption : Option<bool>
{
    public AllowCommandOption()
        : this("Start the program that the settings of the run name in env.command, or the game in env.installation. Look at it first: a run's folder may come from another user.")
    {
    }

    /// <param name="description">What is allowed by it.</param>
    public AllowCommandOption(string description)
        : base("--allow-command") => Description = description;
}
