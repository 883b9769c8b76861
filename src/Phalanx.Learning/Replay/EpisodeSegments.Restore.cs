using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

// Restores a replay from its segments.
public sealed partial class EpisodeSegments
{
    /// <summary>
    /// Fills a replay with the episodes that it held at a checkpoint, and then cuts from the segments what was written after it, so that
    /// the run continues as if it had ended at the checkpoint. Marks of later checkpoints are void from then on.
    /// </summary>
    /// <param name="mark">The mark that the checkpoint saved.</param>
    /// <param name="replay">An empty replay to which nothing has ever been added. After a failure its content is undefined.</param>
    /// <exception cref="UserErrorException">
    /// A segment is missing, damaged, too short or of another layout, the mark makes no sense, or the replay is too small. Nothing is cut.
    /// </exception>
    public void Restore(ReplayMark mark, EpisodeReplay replay)
    {
        ArgumentNullException.ThrowIfNull(mark);
        ArgumentNullException.ThrowIfNull(replay);
        ThrowIfOther(replay);
        ThrowIfDamaged(mark);
        long held = mark.EpisodesAdded - mark.OldestEpisode;
        if (held > replay.Capacity)
        {
            throw new UserErrorException(
                $"replay.capacity_episodes is {replay.Capacity}, but the checkpoint holds {held} episodes; it must be at least as many");
        }

        replay.BeginAt(mark.OldestEpisode);
        EpisodeWriter episode = new(_format.Layout);
        foreach (SegmentMark segment in mark.Segments)
        {
            Guard("read", PathOf(segment.File), path => Load(path, segment, episode, replay));
        }

        if (replay.EpisodesAdded != mark.EpisodesAdded)
        {
            throw Damaged($"its segments end before episode {replay.EpisodesAdded} of {mark.EpisodesAdded}");
        }

        Cut(mark);
        (_segments, _before, _touched) = ([.. mark.Segments], [], []);
    }

    private void Load(string path, SegmentMark segment, EpisodeWriter episode, EpisodeReplay replay)
    {
        using SegmentReader reader = new(path, _format, segment.Bytes);
        while (reader.TryRead(episode, out long written))
        {
            long number = written + segment.Shift;

            // A segment may begin with episodes that had left the replay by then.
            if (number < replay.EpisodesAdded)
            {
                continue;
            }

            if (number != replay.EpisodesAdded || number >= segment.EndEpisode)
            {
                throw new InvalidDataException($"episode {replay.EpisodesAdded} should follow, but it is episode {number}");
            }

            replay.Add(episode);
        }

        if (segment.Checksum is { } expected && expected != reader.Checksum)
        {
            throw new InvalidDataException("it is not the file that the checkpoint points to: its checksum is another one");
        }
    }

    private void Cut(ReplayMark mark)
    {
        DeleteWhere(_folder, name => SegmentFormat.FirstEpisodeOf(name) >= mark.EpisodesAdded);
        foreach (SegmentMark segment in mark.Segments)
        {
            Guard("write", PathOf(segment.File), path => Shorten(path, segment.Bytes));
        }
    }

    private static void ThrowIfDamaged(ReplayMark mark)
    {
        if (mark.OldestEpisode < 0 || mark.EpisodesAdded < mark.OldestEpisode || mark.MissingEpisodes < 0 || mark.Segments is null)
        {
            throw Damaged($"it speaks of episodes {mark.OldestEpisode} to {mark.EpisodesAdded}");
        }

        long end = 0;
        foreach (SegmentMark? segment in mark.Segments)
        {
            // The name comes out of a file: it must not lead anywhere else.
            if (segment is null || SegmentFormat.FirstEpisodeOf(segment.File) is not { } first)
            {
                throw Damaged($"'{segment?.File}' is not the name of a segment");
            }

            // A shift beyond all episodes could not be added to a number.
            long shifted = segment.Shift < 0 || segment.Shift > mark.EpisodesAdded ? -1 : first + segment.Shift;
            if (shifted < end || segment.EndEpisode <= shifted || segment.EndEpisode > mark.EpisodesAdded || segment.Bytes < 0)
            {
                throw Damaged($"segment '{segment.File}' cannot end with episode {segment.EndEpisode} and byte {segment.Bytes}");
            }

            end = segment.EndEpisode;
        }
    }

    private static UserErrorException Damaged(string why) => new($"what the checkpoint says about the replay is damaged: {why}");
}
