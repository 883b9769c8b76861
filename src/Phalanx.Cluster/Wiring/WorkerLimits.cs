using System.Collections.Immutable;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Wiring;

/// <summary>
/// What workers may say of themselves. It is looked at before any of it is kept, because a hub keeps it for minutes, writes it into journals, and tells it to
/// all who ask.
/// </summary>
internal static class WorkerLimits
{
    /// <summary>The most slots of a worker.</summary>
    public const int MostSlots = 1000;

    /// <summary>The most workers at a time.</summary>
    public const int MostWorkers = 4000;

    /// <summary>The most slots of all workers together: a study has no more cells either.</summary>
    public const int MostSlotsTogether = 100_000;

    /// <summary>What one is told that comes when there are that many.</summary>
    public static readonly string TooMany = $"no more workers may join: {MostWorkers} of them are the most, and {MostSlotsTogether} slots together";

    private const int LongestWord = 200;
    private const double LeastRate = 1e-3;
    private const double MostRate = 1e12;

    /// <summary>Why a worker cannot be one; null where it can.</summary>
    public static string? Refusal(WorkerHello hello)
    {
        if (!HubNames.IsWorker(hello.Worker) || hello.Slots is < 1 or > MostSlots)
        {
            return $"a worker has a name of letters, digits and '-', and between 1 and {MostSlots} slots";
        }

        return hello.Class is { } bits && IsWord(bits.Build) && IsWord(bits.Simd) && IsWord(bits.DotNet) && IsWord(bits.Architecture) && IsWord(bits.Probe)
            ? null
            : $"a worker says what it computes in, in words of at most {LongestWord} letters";
    }

    /// <summary>A report with its sentences cleaned and shortened; null where it cannot be one.</summary>
    public static WorkerReport? Cleaned(WorkerReport report) =>
        report is { Worker: not null, Slots: { IsDefault: false, Length: <= MostSlots } slots } && slots.All(IsPossible)
            ? report with { Note = Sentence(report.Note), Slots = [.. slots.Select(Cleaned)] }
            : null;

    /// <summary>What is kept of a report: a message is of a cell that ended, and its journal has it.</summary>
    public static ImmutableArray<SlotNews> WithoutMessages(ImmutableArray<SlotNews> slots) =>
        slots.Any(news => news.Message is not null) ? [.. slots.Select(news => news with { Message = null })] : slots;

    private static bool IsPossible(SlotNews? news) =>
        news is not null && news.Study is null or { Length: <= LongestWord } && news.Cell is null or { Length: <= LongestWord }
        && (news.Outcome is not { } outcome || Enum.IsDefined(outcome));

    private static SlotNews Cleaned(SlotNews news) => news with
    {
        TEnv = Math.Max(0, news.TEnv),
        Rate = news.Rate is >= LeastRate and <= MostRate ? news.Rate : 0, // no document has an infinite number, be it a sum
        Message = Sentence(news.Message),
    };

    private static string? Sentence(string? text) => text is null ? null : Shown.Sentence(text);

    private static bool IsWord(string? word) => word is { Length: <= LongestWord };
}
