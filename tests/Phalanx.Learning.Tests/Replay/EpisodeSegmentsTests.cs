using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Tests.Episodes;

namespace Phalanx.Learning.Tests.Replay;

public class EpisodeSegmentsTests
{
    [Fact]
    public void Any_replay_is_restored_bit_for_bit() =>
        Prop.ForAll(
            Layouts.Any.ToArbitrary(),
            Gen.Choose(1, 12).ToArbitrary(),
            Gen.Choose(0, 1_000_000).ToArbitrary(),
            (layout, capacity, seed) =>
            {
                using var folder = new SegmentFolder(layout, capacity, segmentBytes: 1 + (seed % 3000));
                long added = 0;
                for (int round = 0; round < 4; round++)
                {
                    int episodes = (seed / (round + 1)) % 17;
                    folder.Add(episodes, seed + round);
                    added += episodes;
                    ReplayMark mark = folder.Save();
                    if (round % 2 == 1)
                    {
                        folder.Restore(mark);
                    }

                    folder.AssertHolds(folder.Held, added);
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_restored_replay_samples_the_same_episodes()
    {
        using var folder = new SegmentFolder(Layouts.Everything, 10);
        folder.Add(17, seed: 1);
        ReplayMark mark = folder.Save();
        int[] before = Sample(folder.Replay);
        folder.Restore(mark);
        Assert.Equal(before, Sample(folder.Replay));
    }

    [Fact]
    public void An_episode_is_written_to_segments_once()
    {
        using var folder = new SegmentFolder(Layouts.Everything, 10);
        folder.Add(4, seed: 1);
        folder.Save();
        byte[] before = folder.Contents.Single();
        folder.Add(1, seed: 2);
        folder.Save();
        byte[] after = folder.Contents.Single();
        Assert.Equal(before, after[..before.Length]);

        EpisodeLayout layout = Layouts.Everything;
        int length = folder.Held[^1].Length;
        int seen = (4 * (15 + 7 + 6 + 15)) + 113 + 1 + 2 + 1;
        int done = (2 * layout.Agents) + 4;
        Assert.Equal(4 + 8 + 4 + 4 + (seen * (length + 1)) + (done * length) + 4, after.Length - before.Length);

        folder.Save();
        Assert.Equal(after, folder.Contents.Single());
    }

    [Fact]
    public void Episodes_written_after_the_checkpoint_are_cut_and_the_run_writes_them_again_byte_for_byte()
    {
        using var folder = new SegmentFolder(Layouts.Everything, 10, segmentBytes: 2000);
        folder.Add(7, seed: 1);
        ReplayMark mark = folder.Save();
        PlainEpisode[] held = folder.Held;
        byte[][] atMark = folder.Contents;
        folder.Add(15, seed: 2);
        folder.Save();
        byte[][] later = folder.Contents;
        Assert.True(later.Length > atMark.Length);

        folder.Restore(mark);
        folder.AssertHolds(held, 7);
        Assert.Equal(atMark, folder.Contents);

        folder.Expect(held);
        folder.Add(15, seed: 2);
        folder.Save();
        Assert.Equal(later, folder.Contents);
        folder.AssertHolds(folder.Held, 22);
    }

    [Fact]
    public void Bytes_that_a_crash_left_after_the_mark_are_neither_read_nor_kept()
    {
        using var folder = new SegmentFolder(Layouts.Everything, 10);
        folder.Add(3, seed: 1);
        ReplayMark mark = folder.Save();
        byte[][] clean = folder.Contents;
        string last = folder.At(folder.Names[^1]);
        string beyond = folder.At("episodes-000000000003.bin");

        Litter();
        folder.Restore(mark);
        Assert.Equal(clean, folder.Contents);

        // The same process may also simply try again.
        Litter();
        folder.Add(2, seed: 2);
        ReplayMark next = folder.Save();
        Assert.Equal(next.Segments[^1].Bytes, new FileInfo(last).Length);
        folder.Restore(next);
        folder.AssertHolds(folder.Held, 5);

        void Litter()
        {
            File.AppendAllText(last, new string('x', 10_000));
            File.WriteAllText(beyond, "half a segment");
        }
    }

    [Fact]
    public void Segments_that_no_kept_checkpoint_needs_are_deleted_and_no_others()
    {
        using var folder = new SegmentFolder(Layouts.Everything, 6, segmentBytes: 1500);
        List<ReplayMark> marks = [];
        List<PlainEpisode[]> held = [];
        for (int round = 0; round < 8; round++)
        {
            folder.Add(5, seed: round);
            marks.Add(folder.Save());
            held.Add(folder.Held);
        }

        File.WriteAllText(folder.At("notes.txt"), "the user's own");
        File.WriteAllText(folder.At("episodes-of-my-life.bin"), "the user's own, too");
        int all = folder.Names.Length;
        folder.Segments.DeleteUnused([marks[4], marks[7]]);
        Assert.InRange(folder.Names.Length, 4, all - 3);
        Assert.Contains("notes.txt", folder.Names);
        Assert.Contains("episodes-of-my-life.bin", folder.Names);

        folder.Restore(marks[7]);
        folder.AssertHolds(held[7], 40);
        folder.Restore(marks[4]);
        folder.AssertHolds(held[4], 25);
    }

    [Fact]
    public void Episodes_added_and_dropped_between_checkpoints_are_never_written()
    {
        using var folder = new SegmentFolder(Layouts.OneStep, 3);
        folder.Add(2, seed: 1);
        folder.Save();
        long few = folder.Contents.Single().Length;
        folder.Add(1000, seed: 2);
        ReplayMark mark = folder.Save();
        Assert.InRange(folder.Contents.Single().Length, few, 3 * few);
        folder.Restore(mark);
        folder.AssertHolds(folder.Held, 1002);
    }

    [Fact]
    public void An_empty_replay_is_saved_and_restored()
    {
        using var folder = new SegmentFolder(Layouts.OneStep, 3);
        ReplayMark mark = folder.Save();
        Assert.Empty(folder.Names);
        folder.Restore(mark);
        folder.AssertHolds([], 0);
    }

    [Fact]
    public void A_replay_mark_is_read_back_from_JSON_unchanged()
    {
        using var folder = new SegmentFolder(Layouts.Everything, 6, segmentBytes: 1500);
        folder.Add(9, seed: 1);
        ReplayMark mark = folder.Save();
        folder.Restore(JsonSerializer.Deserialize<ReplayMark>(JsonSerializer.Serialize(mark))!);
        folder.AssertHolds(folder.Held, 9);
    }

    [Fact]
    public void Segments_can_be_read_while_they_are_being_written()
    {
        using var folder = new SegmentFolder(Layouts.Everything, 6);
        folder.Add(5, seed: 1);
        folder.Save();
        using FileStream reader = new(folder.At(folder.Names[0]), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        folder.Add(5, seed: 2);
        folder.Save();
    }

    private static int[] Sample(EpisodeReplay replay)
    {
        int[] sample = new int[6];
        replay.Sample(1, 2, sample);
        return sample;
    }
}
