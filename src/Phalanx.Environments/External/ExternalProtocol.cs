using System.Buffers.Binary;

namespace Phalanx.Environments.External;

/// <summary>
/// What both sides of a conversation agree on (docs/external.md). First each side sends its greeting; then come messages, each a header of 8 bytes and a
/// body. All numbers are little-endian, and every block of a body is padded with zeros to 8 bytes.
/// </summary>
internal static class ExternalProtocol
{
    /// <summary>The version of the protocol that this side speaks.</summary>
    public const int Version = 1;

    /// <summary>Bytes of a header: the length of the body, its kind, and the number of the question.</summary>
    public const int HeaderSize = 8;

    /// <summary>The most bytes of a text: a specification, settings, a sentence with its trace.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>The first bytes of each side.</summary>
    public static ReadOnlySpan<byte> Greeting => "PHXENV1\n"u8;

    /// <summary>The length of a block with its padding.</summary>
    public static long Padded(long bytes) => (bytes + 7) & ~7L;

    /// <summary>Writes a header.</summary>
    public static void WriteHeader(Span<byte> header, int length, MessageKind kind, ushort number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)kind);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], number);
    }

    /// <summary>Reads a header.</summary>
    public static (uint Length, MessageKind Kind, ushort Number) ReadHeader(ReadOnlySpan<byte> header) => (
        BinaryPrimitives.ReadUInt32LittleEndian(header),
        (MessageKind)BinaryPrimitives.ReadUInt16LittleEndian(header[4..]),
        BinaryPrimitives.ReadUInt16LittleEndian(header[6..]));
}
