using System.Buffers.Binary;

namespace Phalanx.StarCraft.Client;

/// <summary>Writes the fields of a message into a buffer that is long enough.</summary>
/// <param name="buffer">The buffer.</param>
internal ref struct WireWriter(Span<byte> buffer)
{
    private const int KindBits = 3;
    private const int BlockKind = 2;
    private const int Fixed32Kind = 5;

    private readonly Span<byte> _buffer = buffer;

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>How many bytes a whole number takes.</summary>
    public static int SizeOf(ulong value)
    {
        int size = 1;
        for (; value >= 0x80; value >>= 7)
        {
            size++;
        }

        return size;
    }

    /// <summary>A field that is a whole number.</summary>
    public void Varint(int field, ulong value)
    {
        Raw((uint)field << KindBits);
        Raw(value);
    }

    /// <summary>A field that is a number in single precision.</summary>
    public void Single(int field, float value)
    {
        Raw(((uint)field << KindBits) | Fixed32Kind);
        BinaryPrimitives.WriteSingleLittleEndian(_buffer[Length..], value);
        Length += sizeof(float);
    }

    /// <summary>The beginning of a field that is a message; its fields follow.</summary>
    public void Block(int field, int length)
    {
        Raw(((uint)field << KindBits) | BlockKind);
        Raw((ulong)length);
    }

    private void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _buffer[Length++] = (byte)(value | 0x80);
        }

        _buffer[Length++] = (byte)value;
    }
}
