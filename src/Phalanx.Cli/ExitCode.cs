namespace Phalanx.Cli;

/// <summary>What the tool ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Something went wrong that is not the user's doing.</summary>
    public const int Fault = 1;

    /// <summary>What the user asked for cannot be done as asked.</summary>
    public const int UserError = 2;

    /// <summary>Ctrl-C, by the convention of shells.</summary>
    public const int Interrupted = 130;
}
