using System.Buffers.Binary;
using System.Numerics;

namespace Phalanx.Learning.Replay;

/// <summary>CRC-32C (Castagnoli) of bytes that come piece by piece, however they are cut. Processors have an instruction for it.</summary>
internal struct Checksum
{
    /// <summary>The checksum of what has been added so far; of nothing, 0.</summary>
    public uint Value { get; private set; }

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
