namespace Phalanx.Dashboard.Streams;

/// <summary>An event that pages are told of.</summary>
/// <param name="Version">Its number; every one is greater than the one before.</param>
/// <param name="Kind">What happened: <c>run</c>, <c>rows</c>, <c>gone</c>.</param>
/// <param name="RunId">Of which run.</param>
/// <param name="Content">The document in JSON, on one line.</param>
internal sealed record StreamEvent(long Version, string Kind, string RunId, string Content)
{
    /// <summary>Rows are told only to pages that show the run.</summary>
    public const string Rows = "rows";

    /// <summary>Whether a page wants it.</summary>
    /// <param name="runs">The runs that the page shows in curves.</param>
    public bool IsFor(IReadOnlySet<string> runs) => Kind != Rows || runs.Contains(RunId);
}
