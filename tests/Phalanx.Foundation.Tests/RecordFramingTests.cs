namespace Phalanx.Foundation.Tests;

public class RecordFramingTests
{
    [Fact]
    public void A_record_is_length_and_data_each_with_its_masked_checksum()
    {
        // Worked out bit by bit from the definition: the length 9 in 8 bytes, its checksum, "123456789" and its checksum (e3069283),
        // both rotated right by 15 and increased by a282ead8.
        byte[] expected = Convert.FromHexString("0900000000000000" + "37f97139" + "313233343536373839" + "e5b08ac7");
        Assert.Equal(expected, RecordFraming.Frame("123456789"u8));
    }

    [Fact]
    public void Records_are_read_one_after_the_other_until_the_stream_ends()
    {
        using var stream = new MemoryStream([.. RecordFraming.Frame("first"u8), .. RecordFraming.Frame([]), .. RecordFraming.Frame("third"u8)]);
        Assert.Equal((RecordState.Whole, "first"), Read(stream));
        Assert.Equal((RecordState.Whole, ""), Read(stream));
        Assert.Equal((RecordState.Whole, "third"), Read(stream));
        Assert.Equal((RecordState.End, ""), Read(stream));
    }

    [Fact]
    public void A_record_that_is_cut_is_torn_wherever_it_is_cut()
    {
        byte[] record = RecordFraming.Frame("123456789"u8);
        for (int length = 1; length < record.Length; length++)
        {
            using var stream = new MemoryStream(record[..length]);
            Assert.Equal((RecordState.Torn, ""), Read(stream));
        }
    }

    [Fact]
    public void A_record_with_one_wrong_bit_is_damaged_wherever_the_bit_is()
    {
        byte[] record = RecordFraming.Frame("123456789"u8);
        for (int bit = 0; bit < record.Length * 8; bit++)
        {
            byte[] wrong = [.. record];
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            using var stream = new MemoryStream(wrong);
            Assert.Equal((RecordState.Damaged, ""), Read(stream));
        }
    }

    [Fact]
    public void A_record_beyond_the_limit_is_not_read_and_one_that_is_not_there_not_allocated()
    {
        using var stream = new MemoryStream(RecordFraming.Frame("123456789"u8));
        Assert.Equal(RecordState.TooLong, RecordFraming.Read(stream, 8, out _));

        // A sound length of a million bytes, of which none is there.
        byte[] length = RecordFraming.Frame(new byte[1_000_000])[..12];
        using var promised = new MemoryStream(length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(RecordState.Torn, RecordFraming.Read(promised, int.MaxValue, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void A_long_record_is_gone_over_without_taking_memory_and_a_wrong_bit_at_its_end_is_seen()
    {
        byte[] record = RecordFraming.Frame([7, .. new byte[1_000_000]]);
        using var stream = new MemoryStream(record);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((RecordState.Whole, (byte?)7), (RecordFraming.Pass(stream, 2_000_000, out byte? first), first));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        record[^5] ^= 1;
        stream.Position = 0;
        Assert.Equal((RecordState.Damaged, (byte?)null), (RecordFraming.Pass(stream, 2_000_000, out first), first));
    }

    /// <summary>Reads, and asserts that going over the record tells the same.</summary>
    private static (RecordState State, string Text) Read(Stream stream)
    {
        long start = stream.Position;
        RecordState passed = RecordFraming.Pass(stream, 100, out byte? first);
        long end = stream.Position;
        stream.Position = start;
        RecordState read = RecordFraming.Read(stream, 100, out byte[] data);
        Assert.Equal((read, data.Length > 0 ? data[0] : null), (passed, first));
        Assert.True(read != RecordState.Whole || end == stream.Position);
        return (read, System.Text.Encoding.UTF8.GetString(data));
    }
}
