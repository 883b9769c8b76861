using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// The episodes of a replay on the disk. Each is written once, at the first checkpoint that holds it, to the end of a file that only
/// grows: a segment. Checkpoints point into the segments with a <see cref="ReplayMark"/>, so a checkpoint costs what is new, not what
/// is held.
/// </summary>
/// <remarks>
/// <para>
/// When a segment has become large enough another one is begun, so that those whose episodes no kept checkpoint holds can be deleted.
/// Bytes that a crash left after the last mark are overwritten, or cut when that mark is restored.
/// </para>
/// <para>One object may write a folder at a time; any process may read it meanwhile. Files are little-endian, and so must the machine be.</para>
/// </remarks>
public sealed partial class EpisodeSegments
{
    private const long DefaultSegmentBytes = 64L << 20;

    private readonly string _folder;
    private readonly SlotFormat _format;
    private readonly long _segmentBytes;

    // Those of the last mark; more episodes go to the end of the last.
    private List<SegmentMark> _segments = [];

    /// <summary>The segments of a folder. Nothing is read or written yet.</summary>
    /// <param name="folder">Where they are. It is made when it is needed.</param>
    /// <param name="layout">What is stored of an episode.</param>
    /// <param name="segmentBytes">From how many bytes on a segment is large enough.</param>
    public EpisodeSegments(string folder, EpisodeLayout layout, long segmentBytes = DefaultSegmentBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentBytes);
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Episodes are stored as they are in memory, which must be little-endian.");
        }

        _folder = folder;
        _format = new SlotFormat(layout);
        _segmentBytes = segmentBytes;
    }

    /// <summary>Writes those episodes of a replay that have not been written, and returns once they are on the disk.</summary>
    /// <param name="replay">The replay; always the same one, or one restored from the last mark.</param>
    /// <returns>Where to find the episodes that the replay holds now.</returns>
    /// <exception cref="UserErrorException">They could not be written. The marks so far stay good, and it may be tried again.</exception>
    public ReplayMark Save(EpisodeReplay replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        ThrowIfOther(replay);
        long written = _segments.Count == 0 ? 0 : _segments[^1].EndEpisode;
        if (replay.EpisodesAdded < written)
        {
            throw new InvalidOperationException(
                $"The replay has had {replay.EpisodesAdded} episodes where {written} have been written; it is not the one they came from.");
        }

        List<SegmentMark> segments = [.. _segments];
        for (long next = Math.Max(written, replay.OldestEpisode); next < replay.EpisodesAdded;)
        {
            Guard("write", PathOfNext(segments, next), path =>
            {
                SegmentMark mark = AppendEpisodes(segments, path, replay, next);
                next = mark.EndEpisode;
            });
        }

        segments.RemoveAll(segment => segment.EndEpisode <= replay.OldestEpisode);
        _segments = segments;
        return new ReplayMark(replay.OldestEpisode, replay.EpisodesAdded, [.. segments]);
    }

    /// <summary>Deletes the segments that neither a kept checkpoint nor the last mark needs.</summary>
    /// <param name="kept">The marks of all checkpoints that are to stay good.</param>
    /// <exception cref="UserErrorException">A segment could not be deleted.</exception>
    public void DeleteUnused(IEnumerable<ReplayMark> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        HashSet<string> needed = new(StringComparer.Ordinal);
        needed.UnionWith(_segments.Select(segment => segment.File));
        needed.UnionWith(kept.SelectMany(mark => mark.Segments).Select(segment => segment.File));
        DeleteWhere(name => !needed.Contains(name));
    }

    private string PathOfNext(List<SegmentMark> segments, long episode) =>
        PathOf(segments is [.., { } last] && last.Bytes < _segmentBytes ? last.File : SegmentFormat.NameOf(episode));

    /// <summary>Appends episodes to the last segment, or to a new one, until all are written or it is large enough.</summary>
    private SegmentMark AppendEpisodes(List<SegmentMark> segments, string path, EpisodeReplay replay, long episode)
    {
        Directory.CreateDirectory(_folder);
        string file = Path.GetFileName(path);
        bool isNew = segments.Count == 0 || segments[^1].File != file;
        using SegmentWriter writer = isNew
            ? SegmentWriter.Create(path, _format)
            : SegmentWriter.Continue(path, _format, segments[^1].Bytes, segments[^1].Checksum);
        do
        {
            writer.Append(replay[(int)(episode - replay.OldestEpisode)]);
            episode++;
        }
        while (episode < replay.EpisodesAdded && writer.Bytes < _segmentBytes);

        writer.Flush();
        SegmentMark mark = new(file, writer.Bytes, episode) { Checksum = writer.Checksum };
        if (!isNew)
        {
            segments.RemoveAt(segments.Count - 1);
        }

        segments.Add(mark);
        return mark;
    }

    private void DeleteWhere(Predicate<string> isUnused)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (string path in Directory.GetFiles(_folder, SegmentFormat.NamePattern))
        {
            string name = Path.GetFileName(path);
            if (SegmentFormat.FirstEpisodeOf(name) is not null && isUnused(name))
            {
                Guard("delete", path, File.Delete);
            }
        }
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private void ThrowIfOther(EpisodeReplay replay)
    {
        if (!replay.Layout.Equals(_format.Layout))
        {
            throw new ArgumentException("The replay has another layout than the segments.", nameof(replay));
        }
    }

    /// <summary>Does something with a file, and turns a failure into a sentence for the user.</summary>
    private static void Guard(string verb, string path, Action<string> act)
    {
        try
        {
            act(path);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure) || failure is InvalidDataException)
        {
            throw FileFailures.Explain($"cannot {verb} '{path}'", failure);
        }
    }
}
