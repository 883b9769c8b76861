using System.Text;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Safetensors;

/// <summary>For any bytes, reading ends in values or in an <see cref="InvalidDataException"/>, and never takes much memory.</summary>
public class SafetensorsFuzzTests
{
    // A refused file costs an exception with its trace; a valid one a few objects per tensor, whose shortest entry takes some 40 bytes.
    private const long AllowedConstant = 128 * 1024;
    private const long AllowedPerByte = 64;

    private static readonly string[] s_tokens =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\"a\"", "\"\"", "\"__metadata__\":", "\"dtype\":", "\"shape\":", "\"data_offsets\":",
        "\"F32\"", "\"U8\"", "\"BOOL\"", "\"F99\"", "0", "1", "-1", "8", "2147483647", "1152921504606846976", "9223372036854775807",
        "99999999999999999999", "1e9", "1.5", "null", "true", "[0,8]", "[1]", "[]", "{}", "\\ud800", " ", "\n", "\u00fc",
        "\"b\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}",
    ];

    [Fact]
    public void Flipped_bits_are_read_or_refused() => Fuzz(1, 8000, (random, file) =>
    {
        for (int flips = random.Next(1, 4); flips > 0; flips--)
        {
            file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
        }

        return file;
    });

    [Fact]
    public void Truncated_and_extended_files_are_read_or_refused() => Fuzz(2, 4000, (random, file) =>
        random.Next(2) == 0 ? file[..random.Next(file.Length)] : [.. file, .. new byte[random.Next(1, 64)]]);

    [Fact]
    public void Spliced_files_are_read_or_refused() => Fuzz(3, 8000, (random, file) =>
    {
        int from = random.Next(file.Length);
        int to = random.Next(from, Math.Min(file.Length, from + 32) + 1);
        byte[] insert = Encoding.UTF8.GetBytes(s_tokens[random.Next(s_tokens.Length)]);
        byte[] spliced = [.. file[..from], .. insert, .. file[to..]];
        if (from >= 8 && random.Next(4) != 0)
        {
            // With its length put right, the header is read to its new end and the data stays whole.
            BitConverter.TryWriteBytes(spliced, BitConverter.ToInt64(spliced) + insert.Length - (to - from));
        }

        return spliced;
    });

    [Fact]
    public void Headers_of_random_tokens_are_read_or_refused() => Fuzz(4, 8000, (random, _) =>
    {
        var header = new StringBuilder("{");
        for (int tokens = random.Next(40); tokens > 0; tokens--)
        {
            header.Append(s_tokens[random.Next(s_tokens.Length)]);
        }

        return RawFile.Of(header.ToString(), new byte[random.Next(16)]);
    });

    [Fact]
    public void Random_header_lengths_are_read_or_refused() => Fuzz(5, 4000, (random, file) =>
    {
        BitConverter.TryWriteBytes(file, random.NextInt64() >> random.Next(64));
        return file;
    });

    [Fact]
    public void A_hostile_header_takes_memory_in_proportion_to_its_bytes()
    {
        string manyTensors = string.Join(",", Enumerable.Range(0, 20_000).Select(i => RawFile.Entry($"{i}", "U8", "[0]", "[0,0]")));
        string manyTexts = string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"{i}\":\"\""));
        string manyDimensions = string.Join(",", Enumerable.Repeat("1", 100_000));
        AssertBounded(RawFile.Of($"{{{manyTensors}}}"));
        AssertBounded(RawFile.Of($"{{\"__metadata__\":{{{manyTexts}}}}}"));
        AssertBounded(RawFile.Of($"{{{RawFile.Entry("a", "U8", $"[{manyDimensions}]", "[0,1]")}}}", 1));
        AssertBounded(RawFile.Of($"{{{RawFile.Entry(new string('n', 500_000), "U8", "[9]", "[0,9]")}}}", 1));
        AssertBounded(RawFile.Of($"{{{RawFile.Entry("a", "F64", "[2147483647,134217727]", "[0,2305842990960082952]")}}}", 1));
        AssertBounded(RawFile.OfClaimed(99_999_999, "{}"u8.ToArray()));
    }

    private static void Fuzz(int seed, int rounds, Func<Random, byte[], byte[]> mutate)
    {
        byte[] valid = new SafetensorsWriter()
            .Add("weight", [2, 2], [1f, 2f, 3f, 4f])
            .Add("half", [3], [1f, 2f, 3f], TensorType.F16)
            .Add("größe", [], [1.0])
            .Add("empty", [0, 4], Array.Empty<long>())
            .Add("flags", [3], new[] { true, false, true })
            .Add("brain", [1], [1.0], TensorType.BF16)
            .Add("counts", [2], [5, 6])
            .AddMetadata("algorithm", "qmix")
            .ToArray();
        Assert.Equal(7, Consume(valid));

        var random = new Random(seed);
        for (int round = 0; round < rounds; round++)
        {
            AssertBounded(mutate(random, [.. valid]));
        }
    }

    private static void AssertBounded(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Consume(file);
        }
        catch (InvalidDataException)
        {
            // One of the two right outcomes; any other exception fails the test.
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= AllowedConstant + AllowedPerByte * file.Length, $"{file.Length} bytes took {allocated} bytes of memory.");
    }

    /// <summary>Opens the file and reads every value in it; the number of tensors.</summary>
    private static int Consume(byte[] bytes)
    {
        SafetensorsFile file = SafetensorsFile.Read(bytes);
        foreach (TensorEntry entry in file.Entries)
        {
            _ = entry.Type is TensorType.F64 or TensorType.F32 or TensorType.F16 or TensorType.BF16
                ? file.ReadDouble(entry.Name).Length
                : file.ReadInt64(entry.Name).Length;
        }

        return file.Entries.Count;
    }
}
