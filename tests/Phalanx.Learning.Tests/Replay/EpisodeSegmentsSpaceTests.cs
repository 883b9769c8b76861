using Phalanx.Foundation;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Tests.Episodes;

namespace Phalanx.Learning.Tests.Replay;

public class EpisodeSegmentsSpaceTests
{
    [Theory]
    [InlineData(1 << 20)]
    [InlineData(200)]
    public void A_replay_without_its_newest_episodes_is_restored_saved_and_restored_again(int segmentBytes)
    {
        using var folder = new SegmentFolder(Layouts.Everything, 10, segmentBytes);
        folder.Add(13, seed: 1);
        ReplayMark all = folder.Save();
        PlainEpisode[] then = folder.Held;
        folder.Add(4, seed: 2);
        ReplayMark without = folder.Segments.MarkOfWritten(folder.Replay);
        Assert.Equal((4, 17), (without.MissingEpisodes, without.EpisodesAdded));
        folder.Restore(without);
        folder.AssertHolds(then[4..], 17); // the four oldest had left by then, and the four newest are lost

        folder.Expect(then[4..]);
        folder.Add(3, seed: 3);
        ReplayMark after = folder.Save();
        folder.Restore(after);
        folder.AssertHolds(folder.Held, 20);
        folder.Add(2, seed: 4);
        folder.Restore(folder.Segments.MarkOfWritten(folder.Replay));
        folder.AssertHolds(folder.Held[..^2], 22); // 9 were held after 20, and one of them left

        // The mark from before the loss is good as long as nothing was cut after it.
        folder.Restore(all);
        folder.AssertHolds(then, 13);
    }

    [Fact]
    public void Where_nothing_was_written_all_is_missing()
    {
        using var folder = new SegmentFolder(Layouts.Everything, 10);
        folder.Save();
        folder.Add(4, seed: 2);
        ReplayMark mark = folder.Segments.MarkOfWritten(folder.Replay);
        Assert.Equal((4, 4, 4), (mark.OldestEpisode, mark.EpisodesAdded, mark.MissingEpisodes));
        folder.Restore(mark);
        folder.AssertHolds([], 4);
        folder.Expect([]);
        folder.Add(2, seed: 3);
        folder.Restore(folder.Save());
        folder.AssertHolds(folder.Held, 6);
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(200)]
    public void What_did_not_fit_takes_no_space_and_is_written_later(int segmentBytes)
    {
        using var folder = new SegmentFolder(Layouts.Everything, 10, segmentBytes);
        folder.Add(3, seed: 1);
        folder.Save();
        byte[][] before = folder.Contents;
        folder.Add(5, seed: 2);
        using var disk = new FailingDisk(folder.Path);
        for (int more = 0; more < 400; more += 57)
        {
            disk.Capacity = disk.Used + more;
            Assert.Throws<MachineFaultException>(() => folder.Save());
            Assert.Equal(before, folder.Contents);
        }

        disk.Mend();
        folder.Save();
        folder.Segments.TakeBack();
        Assert.Equal(before, folder.Contents);
        folder.Restore(folder.Save());
        folder.AssertHolds(folder.Held, 8);
    }
}
