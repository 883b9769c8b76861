using System.Buffers.Binary;

namespace Phalanx.Learning.Recording;

/// <summary>Reads what <see cref="SectionWriter"/> wrote. What cannot be right is an <see cref="InvalidDataException"/>.</summary>
internal ref struct SectionReader(ReadOnlySpan<byte> bytes, string section)
{
    private const int MostVarintBytes = 5;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public byte Byte() => Bytes(1)[0];

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(sizeof(uint)));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Bytes(sizeof(float)));

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new InvalidDataException($"its {section} end too soon");
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public uint Varint()
    {
        ulong value = 0;
        for (int index = 0; index < MostVarintBytes; index++)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                return value <= uint.MaxValue ? (uint)value : throw Wrong("a number of more than 32 bits");
            }
        }

        throw Wrong("a number of more than five bytes");
    }

    public int SignedVarint()
    {
        uint value = Varint();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    /// <summary>A number below a limit.</summary>
    public int Below(long limit, string what)
    {
        uint value = Varint();
        return value < limit ? (int)value : throw Wrong($"{what} {value} where there are {limit}");
    }

    /// <summary>A span of a length that was worked out beyond 32 bits.</summary>
    public ReadOnlySpan<byte> Exactly(long count) => count <= _rest.Length ? Bytes((int)count) : throw new InvalidDataException($"its {section} end too soon");

    public readonly void ThrowIfMore()
    {
        if (!_rest.IsEmpty)
        {
            throw new InvalidDataException($"its {section} are longer than they can be");
        }
    }

    public readonly InvalidDataException Wrong(string what) => new($"its {section} hold {what}");
}
