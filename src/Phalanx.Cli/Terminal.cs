using Phalanx.Cli.Watching;
using Spectre.Console;

namespace Phalanx.Cli;

/// <summary>Tells whether output goes to a terminal, and to what kind of one.</summary>
internal static class Terminal
{
    /// <summary>A variable that asks for plain lines where a picture could be shown.</summary>
    public const string PlainSwitch = "PHALANX_PLAIN";

    /// <summary>Whether what is written there appears on a terminal, where it may move and be coloured.</summary>
    public static bool IsTerminal(TextWriter output) =>
        ReferenceEquals(output is ShownWriter shown ? shown.Inner : output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Whether what is written there appears on a terminal that can show the live picture of a run.</summary>
    public static bool ShowsPicture(TextWriter output) => IsTerminal(output)
        && AllowsPicture(
            AnsiConsole.Profile.Width,
            AnsiConsole.Profile.Capabilities is { Ansi: true, Unicode: true },
            Environment.GetEnvironmentVariable("TERM"),
            Environment.GetEnvironmentVariable(PlainSwitch));

    /// <summary>Whether a terminal can show the live picture of a run.</summary>
    /// <param name="width">Its columns.</param>
    /// <param name="moves">Whether its cursor can be moved, and it has more than the letters of English.</param>
    /// <param name="term">What it says it is.</param>
    /// <param name="plain">What the user says about plain lines.</param>
    internal static bool AllowsPicture(int width, bool moves, string? term, string? plain) =>
        width >= RunPicture.LeastWidth && moves && term != "dumb" && (plain is null or "" or "0");
}
