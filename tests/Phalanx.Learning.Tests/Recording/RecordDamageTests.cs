using System.Buffers.Binary;
using System.IO.Compression;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Learning.Tests.Recording;

public class RecordDamageTests
{
    private static readonly GeneratedRecord Written = new(17);
    private static readonly byte[] Whole = Written.Bytes();

    [Fact]
    public void A_file_that_is_cut_is_torn_wherever_it_is_cut_and_its_whole_episodes_can_be_salvaged()
    {
        using RecordFile whole = RecordFileTests.Opened(Whole);
        foreach (int length in Lengths())
        {
            string sentence = Refusal(Whole[..length]);
            Assert.StartsWith(length == 0 ? "'x.phxr' is no record" : "'x.phxr' is torn: ", sentence, StringComparison.Ordinal);
            int there = whole.Episodes.Count(entry => entry.Offset + entry.Length <= length);
            if (length >= whole.Episodes[0].Offset)
            {
                Assert.EndsWith($"it has no end; {there} of its episodes {(there == 1 ? "is" : "are")} whole, which --salvage takes", sentence, StringComparison.Ordinal);
                using RecordFile salvaged = RecordFileTests.Opened(Whole[..length], salvage: true);
                Assert.False(salvaged.IsWhole);
                Assert.Equal(whole.Episodes.Take(there).Select(entry => (entry.Seed, entry.Won)), salvaged.Episodes.Select(entry => (entry.Seed, entry.Won)));
                Assert.All(Enumerable.Range(0, there), episode => Assert.Equal(whole.Read(episode).Steps, salvaged.Read(episode).Steps));
            }
        }

        // Every byte of the small parts, every edge of records and a byte around it, and places in between.
        IEnumerable<int> Lengths() => Enumerable.Range(0, 40)
            .Concat(whole.Episodes.SelectMany(entry => (long[])[entry.Offset - 1, entry.Offset, entry.Offset + 1, entry.Offset + entry.Length - 1, entry.Offset + (entry.Length / 2)]).Select(edge => (int)edge))
            .Concat([Whole.Length - 1])
            .Distinct();
    }

    [Fact]
    public void A_wrong_bit_is_seen_wherever_it_is()
    {
        for (int index = 0; index < Whole.Length; index += index < 1000 ? 1 : 7)
        {
            byte[] wrong = [.. Whole];
            wrong[index] ^= (byte)(1 << (index % 8));
            if (index is 10 or 11)
            {
                // The minor version says nothing to a reader of this one.
                RecordFileTests.Opened(wrong).Dispose();
                continue;
            }

            Assert.Matches("^'x.phxr' is (no record|damaged at byte|of format|torn: )", Refusal(wrong));
        }
    }

    [Fact]
    public void What_is_no_record_or_of_another_format_is_refused()
    {
        Assert.Equal("'x.phxr' is no record of episodes: it does not begin as one", Refusal("PK something that is no record"u8.ToArray()));
        byte[] newer = [.. Whole];
        newer[8] = 2;
        Assert.Equal("'x.phxr' is of format 2; this version reads 1", Refusal(newer));
        Assert.Equal("'x.phxr' is of format 1 with a record of kind 9; this version reads 1", Refusal(WithRecord([9, 1, 2])));
        using RecordFile optional = RecordFileTests.Opened(WithRecord([200, 1, 2]), salvage: true);
        Assert.Empty(optional.Episodes);
        Assert.Throws<UserErrorException>(() => RecordFile.Open("/no/such/file.phxr"));
    }

    [Fact]
    public void Bytes_after_the_end_are_refused() => Assert.Contains("something follows", Refusal([.. Whole, 1]), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"agents\":", "1025", "its header has 1025 agents; it must be 1 to 1024")]
    [InlineData("\"agents\":", "-1", "its header has -1 agents; it must be 1 to 1024")]
    [InlineData("\"actions\":", "4097", "its header has 4097 actions; it must be 0 to 4096")]
    [InlineData("\"actions\":", "0", "its header has both kinds of actions or none")]
    [InlineData("\"entities\":", "99999999", "its header has 99999999 entities; it must be 0 to 65535")]
    [InlineData("\"observation\":", "2000000000", "its header has 2000000000 numbers in an observation; it must be 0 to 1048576")]
    [InlineData("\"agents\":", "99999999999999", "of its header something is wrong or missing near its line 1")]
    [InlineData("\"features\":", "[\"a\",\"b\"]", "its header names other numbers of a part of an observation than there are")]
    [InlineData("\"seed\":", "\"-3\"", "a seed is no number of 64 bits")]
    public void Numbers_of_a_header_beyond_the_limits_are_refused(string name, string value, string expected)
    {
        string json = System.Text.Encoding.UTF8.GetString(Header(Whole));
        int start = json.IndexOf(name, StringComparison.Ordinal) + name.Length;
        int end = json.IndexOfAny([',', '}'], start);
        byte[] header = System.Text.Encoding.UTF8.GetBytes(json[..start] + value + json[end..]);
        Assert.Equal($"'x.phxr' is damaged at byte 16: {expected}", Refusal([.. Whole[..16], .. RecordFraming.Frame([1, .. header])]));
    }

    [Fact]
    public void A_header_that_nests_too_deep_or_is_too_long_is_refused()
    {
        byte[] deep = System.Text.Encoding.UTF8.GetBytes($"{{\"x\":{new string('[', 100)}{new string(']', 100)}}}");
        Assert.Contains("of its header something is wrong", Refusal([.. Whole[..16], .. RecordFraming.Frame([1, .. deep])]), StringComparison.Ordinal);
        Assert.Contains("it has no sound header", Refusal([.. Whole[..16], .. RecordFraming.Frame(new byte[(1 << 20) + 2])]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_episode_that_promises_more_than_its_bytes_can_give_takes_no_memory()
    {
        byte[] payload = new byte[60];
        payload[0] = 2;
        foreach (uint length in (uint[])[uint.MaxValue, 200 << 20, 60_000])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(1), length);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("is damaged", ReadingRefusal(payload), StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }

    [Fact]
    public void Sections_that_cannot_be_right_are_refused_in_a_sentence()
    {
        byte[] sections = Inflated(Whole);
        Assert.Contains("tag 1 after tag", ReadingRefusal(Deflated([.. sections, 1, 0, 0, 0, 0])), StringComparison.Ordinal);
        Assert.Contains("of the 9 bytes of section 200", ReadingRefusal(Deflated([.. sections, 200, 9, 0, 0, 0])), StringComparison.Ordinal);
        ReadingSucceeds(Deflated([.. sections, 200, 2, 0, 0, 0, 7, 7]));
        Assert.Contains("its description", ReadingRefusal(Deflated([200, 0, 0, 0, 0])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strings", "\"\"")]
    [InlineData("items", "{}")]
    [InlineData("statistics", "0")]
    public void A_list_that_is_too_long_is_refused_before_anything_is_made_of_it(string list, string element)
    {
        byte[] sections = Inflated(Whole);
        int about = BitConverter.ToInt32(sections, 1);
        byte[] grown = HostileBytes.GrownJson(list == "statistics" ? sections[5..(5 + about)] : Cast(sections, about), list, element, (1 << 18) + 1);
        byte[] first = list == "statistics" ? grown : sections[5..(5 + about)];
        byte[] episode = [1, .. BitConverter.GetBytes(first.Length), .. first, .. list == "statistics" ? [] : (byte[])[2, .. BitConverter.GetBytes(grown.Length), .. grown], 3, 1, 0, 0, 0, 0, 8, .. BitConverter.GetBytes(4 * Written.Episodes[0].Rewards.Count), .. new byte[4 * Written.Episodes[0].Rewards.Count]];
        byte[] payload = Deflated(episode);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains($"has a list of more than {1 << 18} elements", ReadingRefusal(payload), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, episode.Length + 1_000_000);
    }

    [Fact]
    public void An_episode_of_zeros_takes_no_more_memory_than_it_says()
    {
        byte[] payload = Deflated(new byte[256 << 20]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("tag 0 after tag 0", ReadingRefusal(payload), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 256 << 20, 280 << 20);
    }

    private static string Refusal(byte[] bytes) => Assert.Throws<UserErrorException>(() => RecordFileTests.Opened(bytes)).Message;

    private static string ReadingRefusal(byte[] payload) =>
        Assert.Throws<UserErrorException>(() => RecordFileTests.Opened(WithEpisode(Whole, payload), salvage: true).Read(0)).Message;

    private static void ReadingSucceeds(byte[] payload) => RecordFileTests.Opened(WithEpisode(Whole, payload), salvage: true).Read(0);

    private static ReadOnlySpan<byte> Header(byte[] whole)
    {
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(whole.AsSpan(16));
        return whole.AsSpan(16 + 12 + 1, length - 1);
    }

    private static byte[] WithRecord(byte[] payload) => WithEpisode(Whole, payload);

    private static byte[] WithEpisode(byte[] whole, byte[] payload)
    {
        int header = 16 + (int)BinaryPrimitives.ReadUInt64LittleEndian(whole.AsSpan(16)) + RecordFraming.Overhead;
        return [.. whole[..header], .. RecordFraming.Frame(payload)];
    }

    private static byte[] Cast(byte[] sections, int about)
    {
        int start = 5 + about;
        Assert.Equal(2, sections[start]);
        return sections[(start + 5)..(start + 5 + BitConverter.ToInt32(sections, start + 1))];
    }

    private static byte[] Inflated(byte[] whole)
    {
        using RecordFile record = RecordFileTests.Opened(whole);
        RecordEntry entry = record.Episodes[0];
        byte[] payload = whole[((int)entry.Offset + 12)..(int)(entry.Offset + entry.Length - 4)];
        using var inflating = new ZLibStream(new MemoryStream(payload[5..]), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        inflating.CopyTo(inflated);
        return inflated.ToArray();
    }

    private static byte[] Deflated(byte[] sections)
    {
        using var payload = new MemoryStream();
        payload.Write([2, .. BitConverter.GetBytes(sections.Length)]);
        using (var deflating = new ZLibStream(payload, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflating.Write(sections);
        }

        return payload.ToArray();
    }
}
