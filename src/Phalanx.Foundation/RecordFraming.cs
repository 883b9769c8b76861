using System.Buffers.Binary;

namespace Phalanx.Foundation;

/// <summary>
/// The framing of TFRecord files. A record is the length of its data in 8 bytes, the masked checksum of those, the data and their masked
/// checksum, all numbers little-endian.
/// </summary>
public static class RecordFraming
{
    private const int HeaderLength = sizeof(ulong) + sizeof(uint);

    /// <summary>The record of some data.</summary>
    /// <param name="data">The data.</param>
    public static byte[] Frame(ReadOnlySpan<byte> data)
    {
        byte[] record = new byte[HeaderLength + data.Length + sizeof(uint)];
        Span<byte> length = record.AsSpan(0, sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), Mask(Checksum.Of(length)));
        data.CopyTo(record.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(HeaderLength + data.Length), Mask(Checksum.Of(data)));
        return record;
    }

    // The format masks its checksums because the checksum of data that holds its own checksum is a constant.
    private static uint Mask(uint crc) => uint.RotateRight(crc, 15) + 0xA282EAD8;
}
