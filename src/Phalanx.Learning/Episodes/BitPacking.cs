using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Phalanx.Learning.Episodes;

/// <summary>Truth values in one bit each, lowest bit first.</summary>
internal static class BitPacking
{
    private const int BitsPerByte = 8;

    // Eight truth values are the eight bytes of one number, so that a multiplication moves them all.
    private const ulong Gather = 0x0102040810204080;

    /// <summary>Packs flags into as many bytes as they need; the bits left over are 0.</summary>
    public static void Pack(ReadOnlySpan<bool> flags, Span<byte> packed)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(flags);
        int whole = bytes.Length / BitsPerByte;
        for (int index = 0; index < whole; index++)
        {
            // The product's highest byte collects the bit of byte i at place i, and no other bit.
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(index * BitsPerByte)..]);
            packed[index] = (byte)(eight * Gather >> 56);
        }

        packed[whole..].Clear();
        for (int index = whole * BitsPerByte; index < flags.Length; index++)
        {
            packed[whole] |= (byte)(bytes[index] << (index % BitsPerByte));
        }
    }

    /// <summary>Unpacks as many flags as there is room for, as 1 or 0.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<float> flags)
    {
        // A byte becomes one vector: each lane keeps its own bit and compares it with itself.
        Vector256<int> bitOfLane = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        Span<Vector256<float>> wholeBytes = MemoryMarshal.Cast<float, Vector256<float>>(flags);
        for (int index = 0; index < wholeBytes.Length; index++)
        {
            Vector256<int> isSet = Vector256.Equals(Vector256.Create((int)packed[index]) & bitOfLane, bitOfLane);
            wholeBytes[index] = isSet.AsSingle() & Vector256<float>.One;
        }

        for (int index = wholeBytes.Length * BitsPerByte; index < flags.Length; index++)
        {
            flags[index] = packed[index / BitsPerByte] >> (index % BitsPerByte) & 1;
        }
    }
}
