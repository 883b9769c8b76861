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
    internal const long DefaultSegmentBytes = 64L << 20;

    private readonly string _folder;
    private readonly SlotFormat _format;
    private readonly long _segmentBytes;

    // Those of the last mark; more episodes go to the end of the last.
    private List<SegmentMark> _segments = [];

    // Those of the mark before it, and the files that were written since.
    private List<SegmentMark> _before = [];
    private List<string> _touched = [];

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
    /// <exception cref="MachineFaultException">The disk is full or fails. The same holds, and what was written takes no space any more.</exception>
    public ReplayMark Save(EpisodeReplay replay)
    {
        long written = WrittenOf(replay);
        List<SegmentMark> segments = [.. _segments];
        List<string> touched = [];
        try
        {
            for (long next = Math.Max(written, replay.OldestEpisode); next < replay.EpisodesAdded;)
            {
                Guard("write", PathOfNext(segments, next), path =>
                {
                    touched.Add(Path.GetFileName(path));
                    SegmentMark mark = AppendEpisodes(segments, path, replay, next);
                    next = mark.EndEpisode;
                });
            }
        }
        catch (MachineFaultException)
        {
            CutBack(_segments, touched);
            throw;
        }

        segments.RemoveAll(segment => segment.EndEpisode <= replay.OldestEpisode);
        (_before, _segments, _touched) = (_segments, segments, touched);
        return new ReplayMark(replay.OldestEpisode, replay.EpisodesAdded, [.. segments]);
    }

    /// <summary>
    /// Takes the last <see cref="Save"/> back, whose mark is void then: no checkpoint could be written that points to it. What it wrote takes no space any more.
    /// </summary>
    public void TakeBack()
    {
        CutBack(_before, _touched);
        (_segments, _touched) = (_before, []);
    }

    /// <summary>
    /// Where to find those episodes of a replay that have been written, without writing any: for a disk on which there is no space for more. They are numbered
    /// as if they were the newest, because a replay has no gaps: one that is restored from this mark has forgotten those that were not written.
    /// </summary>
    /// <param name="replay">The replay; always the same one, or one restored from the last mark.</param>
    public ReplayMark MarkOfWritten(EpisodeReplay replay)
    {
        long written = Math.Max(WrittenOf(replay), replay.OldestEpisode);
        long missing = replay.EpisodesAdded - written;
        IEnumerable<SegmentMark> needed = _segments.Where(segment => segment.EndEpisode > replay.OldestEpisode);
        return new ReplayMark(
            replay.OldestEpisode + missing,
            replay.EpisodesAdded,
            [.. needed.Select(segment => segment with { EndEpisode = segment.EndEpisode + missing, Shift = segment.Shift + missing })],
            missing);
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
        DeleteAllBut(_folder, needed);
    }

    /// <summary>Deletes all segments in a folder but some.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="needed">The names of their files.</param>
    /// <exception cref="UserErrorException">A segment could not be deleted.</exception>
    internal static void DeleteAllBut(string folder, IEnumerable<string> needed)
    {
        var names = needed.ToHashSet(StringComparer.Ordinal);
        DeleteWhere(folder, name => !names.Contains(name));
    }

    /// <summary>How many episodes of the run have been written, those among them that the replay no longer holds.</summary>
    private long WrittenOf(EpisodeReplay replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        ThrowIfOther(replay);
        long written = _segments.Count == 0 ? 0 : _segments[^1].EndEpisode;
        return replay.EpisodesAdded >= written ? written : throw new InvalidOperationException(
            $"The replay has had {replay.EpisodesAdded} episodes where {written} have been written; it is not the one they came from.");
    }

    // A segment has one shift for all its episodes, so what is added after a loss goes to a new one.
    private string PathOfNext(List<SegmentMark> segments, long episode) =>
        PathOf(segments is [.., { Shift: 0 } last] && last.Bytes < _segmentBytes ? last.File : SegmentFormat.NameOf(episode));

    /// <summary>Makes files as long as they were at an earlier mark, and deletes those that had not been begun. It is tried, no more.</summary>
    private void CutBack(List<SegmentMark> earlier, List<string> touched)
    {
        try
        {
            foreach (string file in touched)
            {
                if (earlier.Find(segment => segment.File == file) is { } segment)
                {
                    Guard("write", PathOf(file), path => Shorten(path, segment.Bytes));
                }
                else
                {
                    Guard("delete", PathOf(file), FileWriting.DeleteFile);
                }
            }
        }
        catch (ExplainedException)
        {
            // What is left over is written again, or deleted when no checkpoint needs it.
        }
    }

    private static void Shorten(string path, long bytes)
    {
        if (new FileInfo(path).Length > bytes)
        {
            using FileStream stream = FileWriting.Open(path, FileMode.Open, FileShare.Read);
            stream.SetLength(bytes);
        }
    }

    /// <summary>Appends episodes to the last segment, or to a new one, until all are written or it is large enough.</summary>
    private SegmentMark AppendEpisodes(List<SegmentMark> segments, string path, EpisodeReplay replay, long episode)
    {
        FileWriting.CreateFolder(_folder);
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

    private static void DeleteWhere(string folder, Predicate<string> isUnused)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string path in Directory.GetFiles(folder, SegmentFormat.NamePattern))
        {
            string name = Path.GetFileName(path);
            if (SegmentFormat.FirstEpisodeOf(name) is not null && isUnused(name))
            {
                Guard("delete", path, FileWriting.DeleteFile);
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
