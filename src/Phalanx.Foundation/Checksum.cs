using System.Buffers.Binary;
using System.Numerics;

namespace Phalanx.Foundation;

/// <summary>CRC-32C (Castagnoli) of bytes that come piece by piece, however they are cut. Processors have an instruction for it.</summary>
public record struct Checksum
{
    /// <summary>The checksum of what has been added so far; of nothing, 0.</summary>
    public uint Value { get; private set; }

    /// <summary>A checksum to which more is added: the bytes before need not be there any more.</summary>
    /// <param name="value">The checksum of the bytes before.</param>
    public static Checksum Continuing(uint value) => new() { Value = value };

    /// <summary>The checksum of bytes that are all there.</summary>
    /// <param name="bytes">The bytes.</param>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        Checksum checksum = default;
        checksum.Add(bytes);
        return checksum.Value;
    }

    /// <summary>Adds the bytes that come next.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        // The register starts with all bits set and is inverted at the end.
        uint register = ~Value;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            register = BitOperations.Crc32C(register, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte octet in bytes)
        {
            register = BitOperations.Crc32C(register, octet);
        }

        Value = ~register;
    }
}
