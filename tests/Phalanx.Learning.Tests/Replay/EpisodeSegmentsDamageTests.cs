using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Tests.Episodes;

namespace Phalanx.Learning.Tests.Replay;

/// <summary>For any damage to the files, the episodes are restored, or a sentence says why not.</summary>
public class EpisodeSegmentsDamageTests
{
    private static readonly EpisodeLayout s_layout = Layouts.Everything with { Actions = 5, HalfPrecision = true };

    [Fact]
    public void Damaged_segments_are_refused_or_harmless()
    {
        using var folder = new SegmentFolder(s_layout, 6, segmentBytes: 1200);
        folder.Add(9, seed: 1);
        ReplayMark mark = folder.Save();
        string[] names = folder.Names;
        byte[][] clean = folder.Contents;
        var random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 1000; round++)
        {
            int which = random.Next(names.Length);
            File.WriteAllBytes(folder.At(names[which]), Damage(random, [.. clean[which]]));
            try
            {
                folder.Restore(mark);
                folder.AssertHolds(folder.Held, 9);
            }
            catch (UserErrorException failure)
            {
                refused++;
                Assert.Contains(names[which], failure.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', failure.Message);
            }

            File.WriteAllBytes(folder.At(names[which]), clean[which]);
        }

        // Only what lies before the oldest episode held, or after the mark, may be damaged without being noticed.
        Assert.InRange(refused, 700, 1000);
    }

    [Fact]
    public void A_huge_length_in_a_damaged_segment_allocates_no_memory()
    {
        using var folder = new SegmentFolder(s_layout, 6);
        folder.Add(3, seed: 1);
        ReplayMark mark = folder.Save();
        byte[] clean = folder.Contents[0];
        string path = folder.At(folder.Names[0]);
        int firstRecord = SegmentFormat.Header(new SlotFormat(s_layout)).Length;
        foreach (int place in new[] { 12, firstRecord, firstRecord + 12 })
        {
            byte[] hostile = [.. clean];
            hostile.AsSpan(place, 3).Fill(0xff);
            hostile[place + 3] = 0x7f;
            File.WriteAllBytes(path, hostile);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<UserErrorException>(() => folder.Restore(mark));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 19);
        }
    }

    [Fact]
    public void A_segment_of_another_run_with_the_same_layout_is_refused()
    {
        using var folder = new SegmentFolder(s_layout, 6);
        using var other = new SegmentFolder(s_layout, 6);
        folder.Add(3, seed: 1);
        other.Add(3, seed: 1 + s_layout.EpisodeLimit); // as long, so that every record stands where the other stood
        ReplayMark mark = folder.Save();
        other.Save();
        byte[] own = folder.Contents[0];
        Assert.Equal(own.Length, other.Contents[0].Length);
        File.WriteAllBytes(folder.At(folder.Names[0]), other.Contents[0]);
        AssertRefused(() => folder.Restore(mark), "cannot read '", "it is not the file that the checkpoint points to: its checksum is another one");

        // An earlier version knew no checksum; what it could not tell is not told.
        folder.Restore(mark with { Segments = [mark.Segments[0] with { Checksum = null }] });
        File.WriteAllBytes(folder.At(folder.Names[0]), own);
        folder.Restore(mark);
    }

    [Fact]
    public void The_checksum_of_a_segment_continues_after_a_restart()
    {
        using var whole = new SegmentFolder(s_layout, 6);
        using var parts = new SegmentFolder(s_layout, 6);
        whole.Add(2, seed: 1);
        whole.Add(2, seed: 2);
        parts.Add(2, seed: 1);
        parts.Restore(parts.Save());
        parts.Add(2, seed: 2);
        Assert.Equal(whole.Save().Segments, parts.Save().Segments);
    }

    [Fact]
    public void A_missing_segment_is_named()
    {
        using var folder = new SegmentFolder(s_layout, 6);
        folder.Add(3, seed: 1);
        ReplayMark mark = folder.Save();
        File.Delete(folder.At(folder.Names[0]));
        AssertRefused(() => folder.Restore(mark), "cannot read '", "episodes-000000000000.bin'");
        Directory.Delete(folder.Path);
        AssertRefused(() => folder.Restore(mark), "cannot read '", "episodes-000000000000.bin'");
    }

    [Fact]
    public void A_shortened_segment_is_refused_on_reading_and_on_writing()
    {
        using var folder = new SegmentFolder(s_layout, 6);
        folder.Add(3, seed: 1);
        ReplayMark mark = folder.Save();
        byte[] clean = folder.Contents[0];
        File.WriteAllBytes(folder.At(folder.Names[0]), clean[..^1]);
        folder.Add(1, seed: 2);
        AssertRefused(() => folder.Save(), "cannot write '", $"it has become shorter than the {clean.Length} bytes");
        AssertRefused(() => folder.Restore(mark), $"it has {clean.Length - 1} bytes where the checkpoint needs {clean.Length}");
    }

    [Fact]
    public void Segments_of_any_other_layout_are_refused() =>
        Assert.All(EpisodeLayoutTests.Variants, variant =>
        {
            using var folder = new SegmentFolder(Layouts.Everything, 6);
            folder.Add(3, seed: 1);
            ReplayMark mark = folder.Save();
            var other = new EpisodeSegments(folder.Path, variant);
            Action restore = () => other.Restore(mark, new EpisodeReplay(variant, 6));
            AssertRefused(restore, "it stores agents 3, limit 9", "and this run stores agents");
            Assert.Throws<ArgumentException>(() => other.Save(folder.Replay));
        });

    [Fact]
    public void A_mark_that_makes_no_sense_is_refused()
    {
        using var folder = new SegmentFolder(s_layout, 6);
        folder.Add(9, seed: 1);
        ReplayMark good = folder.Save();
        SegmentMark segment = good.Segments[0];
        ReplayMark[] senseless =
        [
            good with { OldestEpisode = -1 },
            good with { OldestEpisode = 10 },
            good with { OldestEpisode = 5, EpisodesAdded = 10 },
            good with { EpisodesAdded = 8 },
            good with { Segments = null! },
            good with { Segments = [] },
            good with { Segments = [null!] },
            good with { Segments = [segment, segment] },
            good with { Segments = [segment with { File = null! }] },
            good with { Segments = [segment with { File = "../replay/" + segment.File }] },
            good with { Segments = [segment with { File = "episodes-/../x.bin" }] },
            good with { Segments = [segment with { File = "episodes-.bin" }] },
            good with { Segments = [segment with { Bytes = -1 }] },
            good with { Segments = [segment with { Bytes = 0 }] },
            good with { Segments = [segment with { Bytes = segment.Bytes - 1 }] },
            good with { Segments = [segment with { EndEpisode = 0 }] },
            good with { Segments = [segment with { EndEpisode = 8 }] },
            good with { Segments = [segment with { EndEpisode = 10 }] },
        ];
        byte[][] before = folder.Contents;
        Assert.All(senseless, mark => Assert.Throws<UserErrorException>(() => folder.Restore(mark)));
        Assert.Equal(before, folder.Contents);
        folder.Restore(good);
    }

    [Fact]
    public void A_replay_that_has_become_smaller_is_refused()
    {
        using var folder = new SegmentFolder(s_layout, 6);
        folder.Add(9, seed: 1);
        ReplayMark mark = folder.Save();
        AssertRefused(
            () => folder.Segments.Restore(mark, new EpisodeReplay(s_layout, 5)),
            "replay.capacity_episodes is 5, but the checkpoint holds 6 episodes");
    }

    [Fact]
    public void Only_a_fresh_replay_is_restored_into_and_only_its_own_is_saved()
    {
        using var folder = new SegmentFolder(s_layout, 6);
        folder.Add(9, seed: 1);
        ReplayMark mark = folder.Save();
        Assert.Throws<InvalidOperationException>(() => folder.Segments.Restore(mark, folder.Replay));
        Assert.Throws<InvalidOperationException>(() => folder.Segments.Save(new EpisodeReplay(s_layout, 6)));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_and_the_next_attempt_succeeds()
    {
        using var folder = new SegmentFolder(s_layout, 6);
        folder.Add(3, seed: 1);
        File.WriteAllText(folder.Path, "in the way");
        AssertRefused(() => folder.Save(), "cannot write '", "episodes-000000000000.bin'");
        File.Delete(folder.Path);
        ReplayMark mark = folder.Save();
        folder.Restore(mark);
        folder.AssertHolds(folder.Held, 3);
    }

    private static byte[] Damage(Random random, byte[] file)
    {
        switch (random.Next(4))
        {
            case 0:
                return file[..random.Next(file.Length)];
            case 1:
                int from = random.Next(file.Length);
                int to = random.Next(from, Math.Min(file.Length, from + 40) + 1);
                byte[] insert = new byte[random.Next(40)];
                random.NextBytes(insert);
                return [.. file[..from], .. insert, .. file[to..]];
            default:
                for (int flips = random.Next(1, 4); flips > 0; flips--)
                {
                    file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                }

                return file;
        }
    }

    private static void AssertRefused(Action act, params string[] parts)
    {
        string message = Assert.Throws<UserErrorException>(act).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
