namespace Phalanx.Cli;

/// <summary>Tells whether output goes to a terminal.</summary>
internal static class Terminal
{
    /// <summary>Whether what is written there appears on a terminal, where it may move and be coloured.</summary>
    public static bool IsTerminal(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
}
