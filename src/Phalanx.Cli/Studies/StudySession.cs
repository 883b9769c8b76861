using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;
using Phalanx.Studies.Slots;

namespace Phalanx.Cli.Studies;

/// <summary>A study as it is shown while it runs.</summary>
internal static class StudySession
{
    /// <summary>Runs a study: with a table on a terminal, with lines elsewhere. In the end it names the cells that failed.</summary>
    /// <returns>Why each of those failed, in a sentence.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; its cells are saved.</exception>
    public static IReadOnlyDictionary<PlannedCell, string> Run(LocalStudy study, TextWriter output, CancellationToken cancellation)
    {
        IReadOnlyDictionary<PlannedCell, SlotReport> ended = Terminal.IsTerminal(output)
            ? new StudyTable().During(observer => study.Run(observer, cancellation))
            : study.Run(new StudyLines(output), cancellation);
        cancellation.ThrowIfCancellationRequested();
        var failed = ended.Where(end => end.Value.Outcome is not SlotOutcome.Done).ToDictionary(end => end.Key, end => end.Value.Message ?? "it stopped");
        foreach ((PlannedCell cell, string reason) in failed.OrderBy(end => end.Key.Index))
        {
            output.WriteLine($"failed: {cell.Id}: {Shown.Sentence(reason)}");
        }

        return failed;
    }

    /// <summary>A number that an option gives, or none.</summary>
    /// <exception cref="UserErrorException">It is below 1.</exception>
    public static int? Positive(int? value, string option) => value is < 1
        ? throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"option '{option}' is {value}; it must be at least 1"))
        : value;
}
