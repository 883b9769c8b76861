namespace Phalanx.Learning.Replay;

/// <summary>
/// What a checkpoint saves of the replay: which episodes it held, and where in the segments they are. It is plain data, to be written
/// into the checkpoint's own file.
/// </summary>
/// <param name="OldestEpisode">The number of the oldest episode held.</param>
/// <param name="EpisodesAdded">How many episodes had been added, and so the number of the one that came next.</param>
/// <param name="Segments">The segments in which the episodes are, the oldest first.</param>
public sealed record ReplayMark(long OldestEpisode, long EpisodesAdded, IReadOnlyList<SegmentMark> Segments);

/// <summary>How far a segment had been written.</summary>
/// <param name="File">The name of its file, without a folder.</param>
/// <param name="Bytes">How long it was. All bytes that follow were written after the checkpoint.</param>
/// <param name="EndEpisode">One more than the number of its last episode.</param>
public sealed record SegmentMark(string File, long Bytes, long EndEpisode)
{
    /// <summary>
    /// The checksum of the checksums in the segment up to there, which tells it from one of another run. Null where an earlier version began it.
    /// </summary>
    public uint? Checksum { get; init; }
}
