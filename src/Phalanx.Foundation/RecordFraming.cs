using System.Buffers.Binary;

namespace Phalanx.Foundation;

/// <summary>
/// The framing of TFRecord files. A record is the length of its data in 8 bytes, the masked checksum of those, the data and their masked
/// checksum, all numbers little-endian.
/// </summary>
public static class RecordFraming
{
    /// <summary>How many bytes a record has besides its data.</summary>
    public const int Overhead = HeaderLength + sizeof(uint);

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

    /// <summary>
    /// Reads the record that a stream is at. Nothing is allocated before the length has proved to be sound, allowed and there.
    /// </summary>
    /// <param name="stream">The stream, which can tell its length. It is behind the record afterwards, or anywhere when there is no whole one.</param>
    /// <param name="most">The most bytes of data that are read.</param>
    /// <param name="data">The data; empty unless the record is whole.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static RecordState Read(Stream stream, int most, out byte[] data)
    {
        ArgumentNullException.ThrowIfNull(stream);
        data = [];
        Span<byte> header = stackalloc byte[HeaderLength];
        int read = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (read < HeaderLength)
        {
            return read == 0 ? RecordState.End : RecordState.Torn;
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]) != Mask(Checksum.Of(header[..sizeof(ulong)])))
        {
            return RecordState.Damaged;
        }

        if (length > (ulong)most)
        {
            return RecordState.TooLong;
        }

        if ((long)length > stream.Length - stream.Position - sizeof(uint))
        {
            return RecordState.Torn;
        }

        byte[] content = new byte[length];
        stream.ReadExactly(content);
        stream.ReadExactly(header[..sizeof(uint)]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Mask(Checksum.Of(content)))
        {
            return RecordState.Damaged;
        }

        data = content;
        return RecordState.Whole;
    }

    // The format masks its checksums because the checksum of data that holds its own checksum is a constant.
    private static uint Mask(uint crc) => uint.RotateRight(crc, 15) + 0xA282EAD8;
}
