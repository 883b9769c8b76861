using System.Buffers.Binary;

namespace Phalanx.Drills.Fuzzing.Mutations;

/// <summary>Changes that any file can suffer.</summary>
internal static class ByteChanges
{
    private const int LongestInsert = 32;

    private static readonly long[] Extremes =
        [0, 1, -1, sbyte.MinValue, byte.MaxValue, short.MaxValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue];

    /// <summary>One change.</summary>
    /// <param name="content">What is changed.</param>
    /// <param name="other">Another real file of the kind.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Change(byte[] content, byte[] other, Random random)
    {
        int at = random.Next(content.Length + 1);
        int length = random.Next(1, Math.Max(2, Math.Min(content.Length, 1 << random.Next(10))));
        int end = Math.Min(content.Length, at + length);
        switch (random.Next(10))
        {
            case 0 or 1:
                return Overwritten(content, at, random.Next(8) is int bit && at < content.Length ? [(byte)(content[at] ^ (1 << bit))] : []);
            case 2:
                return Overwritten(content, at, [(byte)random.Next(256)]);
            case 3:
                byte[] inserted = new byte[random.Next(1, LongestInsert)];
                random.NextBytes(inserted);
                return [.. content[..at], .. inserted, .. content[at..]];
            case 4:
                return [.. content[..at], .. content[end..]];
            case 5:
                return [.. content[..end], .. content[at..end], .. content[end..]];
            case 6:
                return [.. content[..at], .. other[random.Next(other.Length + 1)..]];
            case 7:
                return Overwritten(content, at, Extreme(random));
            case 8:
                return Overwritten(content, at, new byte[length]);
            default:
                return content[..at];
        }
    }

    private static byte[] Extreme(Random random)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Extremes[random.Next(Extremes.Length)]);
        return bytes[..(1 << random.Next(4))];
    }

    private static byte[] Overwritten(byte[] content, int at, byte[] with)
    {
        byte[] changed = [.. content];
        with.AsSpan(0, Math.Min(with.Length, changed.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }
}
