using Phalanx.Analysis.Replays;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Dashboard.Answers;

/// <summary>The page on which the episodes of a record are played: what <c>phalanx replay</c> writes.</summary>
internal static class RecordPage
{
    /// <summary>Makes the page of a record. Of one that is still being written, it has the whole episodes.</summary>
    /// <param name="path">The record.</param>
    /// <exception cref="UserErrorException">It is no record, has no whole episode, or is too large for a page.</exception>
    public static string Of(string path)
    {
        using var record = RecordFile.Open(path, salvage: true);
        IReadOnlyList<ReplayPart> parts = ReplayPart.Choose([(path, record)], most: null, won: null);
        return ReplayPage.Of(parts, [TeamStatistics.Of(record)]);
    }
}
