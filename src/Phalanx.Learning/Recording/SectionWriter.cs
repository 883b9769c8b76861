using System.Buffers.Binary;

namespace Phalanx.Learning.Recording;

/// <summary>Writes numbers as records hold them: little-endian, or seven bits a byte with the lowest first.</summary>
internal sealed class SectionWriter
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value) => Room(1)[0] = value;

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), value);

    public void Single(float value) => BinaryPrimitives.WriteSingleLittleEndian(Room(sizeof(float)), value);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Room for bytes that the caller fills.</summary>
    public Span<byte> Room(int count)
    {
        int needed = checked(Length + count);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(needed, 2L * _bytes.Length), Array.MaxLength));
        }

        Span<byte> room = _bytes.AsSpan(Length, count);
        Length = needed;
        return room;
    }

    /// <summary>A number in as many groups of seven bits as it needs; every byte but the last has its highest bit set.</summary>
    public void Varint(uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    /// <summary>A number of either sign: 0, -1, 1, -2, 2 and so on become 0, 1, 2, 3, 4.</summary>
    public void SignedVarint(int value) => Varint((uint)((value << 1) ^ (value >> 31)));
}
