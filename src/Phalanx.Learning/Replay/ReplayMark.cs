using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Learning.Replay;

/// <summary>
/// What a checkpoint saves of the replay: which episodes it held, and where in the segments they are. It is plain data, to be written
/// into the checkpoint's own file.
/// </summary>
/// <param name="OldestEpisode">The number of the oldest episode held.</param>
/// <param name="EpisodesAdded">How many episodes had been added, and so the number of the one that came next.</param>
/// <param name="Segments">The segments in which the episodes are, the oldest first.</param>
/// <param name="MissingEpisodes">
/// How many of the newest were not written, because there was no space for them. Those that were written are numbered as if they were the newest.
/// </param>
public sealed record ReplayMark(
    long OldestEpisode,
    long EpisodesAdded,
    IReadOnlyList<SegmentMark> Segments,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long MissingEpisodes = 0)
{
    /// <summary>What the state of a checkpoint says about the replay; null where it is anything else than a mark.</summary>
    internal static ReplayMark? Of(JsonElement saved)
    {
        try
        {
            return saved.Deserialize<ReplayMark>();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How far a segment had been written.</summary>
/// <param name="File">The name of its file, without a folder.</param>
/// <param name="Bytes">How long it was. All bytes that follow were written after the checkpoint.</param>
/// <param name="EndEpisode">One more than the number of its last episode.</param>
/// <param name="Shift">What is added to the numbers in the file, after episodes that came later were lost.</param>
public sealed record SegmentMark(
    string File,
    long Bytes,
    long EndEpisode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Shift = 0)
{
    /// <summary>
    /// The checksum of the checksums in the segment up to there, which tells it from one of another run. Null where an earlier version began it.
    /// </summary>
    public uint? Checksum { get; init; }
}
