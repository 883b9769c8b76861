namespace Phalanx.Cli;

/// <summary>Tells whether somebody is watching.</summary>
internal static class Terminal
{
    /// <summary>Whether what is written there appears on a terminal, where it may move and be coloured.</summary>
    public static bool Shows(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
}
