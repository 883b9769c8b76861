using System.Text.RegularExpressions;
using Phalanx.Cli;

namespace Phalanx.Drills.Corrupting;

/// <summary>How a command of the tool ended in this process.</summary>
/// <param name="Output">What it wrote as its result.</param>
/// <param name="Refusal">The sentence in which it refused to go on; null where it did not.</param>
/// <param name="Crash">What else happened; null where nothing did.</param>
/// <param name="Bytes">The memory that was allocated meanwhile, by all threads.</param>
internal sealed partial record ToolRun(string Output, string? Refusal, string? Crash, long Bytes)
{
    /// <summary>Runs a command.</summary>
    public static ToolRun Of(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        int exitCode = Tool.Run(words, output, error, CancellationToken.None);
        long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        string said = error.ToString();
        string last = said.TrimEnd('\n', '\r').Split('\n')[^1];
        bool refused = exitCode is 1 or 2 && last.StartsWith("error: ", StringComparison.Ordinal) && !OfException().IsMatch(last);
        return new ToolRun(
            output.ToString(),
            refused ? last : null,
            refused || exitCode == 0 ? null : $"'{string.Join(' ', words)}' ended with {exitCode}: {said.Trim()}",
            bytes);
    }

    /// <summary>What the tool tells of an exception that nobody foresaw: its type before its message.</summary>
    [GeneratedRegex(@"^error: [A-Z]\w*Exception: ")]
    private static partial Regex OfException();
}
