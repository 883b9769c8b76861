using System.Globalization;

namespace Phalanx.Cli.Training;

/// <summary>A test of a run as one line of text, for files, pipes and plain terminals.</summary>
internal static class ProgressLine
{
    /// <summary>The line.</summary>
    /// <param name="tEnv">Environment steps collected.</param>
    /// <param name="steps">Environment steps to collect in all; null where that is unknown.</param>
    /// <param name="pace">How fast the run goes; null where that is unknown.</param>
    /// <param name="figures">The figures of the test.</param>
    public static string Of(long tEnv, long? steps, (double Rate, double SecondsLeft)? pace, IReadOnlyDictionary<string, double> figures)
    {
        string whole = steps is { } known ? string.Create(CultureInfo.InvariantCulture, $" of {known}") : "";
        string speed = pace is { } fast
            ? string.Create(CultureInfo.InvariantCulture, $" ({fast.Rate:F0} steps/s, {fast.SecondsLeft:F0} s left)")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"t_env {tEnv}{whole}{speed}: {Figures.Line(figures)}");
    }
}
