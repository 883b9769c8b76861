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

    /// <summary>Where the data of a record begin.</summary>
    public const int DataOffset = HeaderLength;

    private const int HeaderLength = sizeof(ulong) + sizeof(uint);

    /// <summary>How many bytes are in memory of a record that is gone over.</summary>
    private const int Piece = 8 << 10;

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
        RecordState state = ReadLength(stream, most, out int length);
        if (state != RecordState.Whole)
        {
            return state;
        }

        byte[] content = new byte[length];
        stream.ReadExactly(content);
        if (!IsNext(stream, Checksum.Of(content)))
        {
            return RecordState.Damaged;
        }

        data = content;
        return RecordState.Whole;
    }

    /// <summary>Goes over the record that a stream is at as <see cref="Read"/> does, and holds none of its data but the first byte.</summary>
    /// <param name="stream">The stream, which can tell its length. It is behind the record afterwards, or anywhere when there is no whole one.</param>
    /// <param name="most">The most bytes of data that are allowed.</param>
    /// <param name="first">The first byte of the data; null where there is none, or no whole record.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static RecordState Pass(Stream stream, int most, out byte? first)
    {
        ArgumentNullException.ThrowIfNull(stream);
        first = null;
        RecordState state = ReadLength(stream, most, out int length);
        if (state != RecordState.Whole)
        {
            return state;
        }

        Span<byte> piece = stackalloc byte[Piece];
        Checksum checksum = default;
        byte? begins = null;
        for (int left = length; left > 0; left -= Piece)
        {
            Span<byte> next = piece[..Math.Min(left, Piece)];
            stream.ReadExactly(next);
            checksum.Add(next);
            begins ??= next[0];
        }

        if (!IsNext(stream, checksum.Value))
        {
            return RecordState.Damaged;
        }

        first = begins;
        return RecordState.Whole;
    }

    private static RecordState ReadLength(Stream stream, int most, out int length)
    {
        length = 0;
        Span<byte> header = stackalloc byte[HeaderLength];
        int read = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (read < HeaderLength)
        {
            return read == 0 ? RecordState.End : RecordState.Torn;
        }

        ulong promised = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]) != Mask(Checksum.Of(header[..sizeof(ulong)])))
        {
            return RecordState.Damaged;
        }

        if (promised > (ulong)most)
        {
            return RecordState.TooLong;
        }

        length = (int)promised;
        return length > stream.Length - stream.Position - sizeof(uint) ? RecordState.Torn : RecordState.Whole;
    }

    /// <summary>Whether a checksum is what the stream has next.</summary>
    private static bool IsNext(Stream stream, uint checksum)
    {
        Span<byte> written = stackalloc byte[sizeof(uint)];
        stream.ReadExactly(written);
        return BinaryPrimitives.ReadUInt32LittleEndian(written) == Mask(checksum);
    }

    // The format masks its checksums because the checksum of data that holds its own checksum is a constant.
    private static uint Mask(uint crc) => uint.RotateRight(crc, 15) + 0xA282EAD8;
}
