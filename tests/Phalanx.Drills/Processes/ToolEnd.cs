namespace Phalanx.Drills.Processes;

/// <summary>How a process of the tool ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number where a signal ended it.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it wrote as errors.</param>
internal sealed record ToolEnd(int ExitCode, string Output, string Error)
{
    /// <summary>The end in a sentence, for a report.</summary>
    public override string ToString() => $"exit code {ExitCode}: {Error.ReplaceLineEndings(" ").Trim()}";
}
