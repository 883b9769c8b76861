using System.Buffers.Binary;

namespace Phalanx.Learning.Recording;

/// <summary>The beginning of a file of episodes, and the kinds of its records. docs/record-format.md describes the whole.</summary>
internal static class RecordFormat
{
    public const int Major = 1;
    public const int Minor = 0;

    /// <summary>The signature, the version in two numbers of 16 bits, and 32 bits of zeros.</summary>
    public const int PreambleLength = 16;

    public const byte HeaderKind = 1;
    public const byte EpisodeKind = 2;
    public const byte EndKind = 3;

    /// <summary>Kinds from here on may be skipped by readers that do not know them.</summary>
    public const byte FirstOptionalKind = 128;

    /// <summary>A byte above ASCII, the letters PHX and R, and ends of lines of both styles, which copies in text mode break.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x48, 0x58, 0x52, 0x0D, 0x0A, 0x1A];

    public static byte[] Preamble()
    {
        byte[] preamble = new byte[PreambleLength];
        Signature.CopyTo(preamble);
        BinaryPrimitives.WriteUInt16LittleEndian(preamble.AsSpan(Signature.Length), Major);
        BinaryPrimitives.WriteUInt16LittleEndian(preamble.AsSpan(Signature.Length + sizeof(ushort)), Minor);
        return preamble;
    }
}
