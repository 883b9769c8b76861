using System.Buffers.Binary;

namespace Phalanx.StarCraft.Client;

/// <summary>
/// Goes through the fields of a message where it lies. What comes back at every step is read so, since parsed messages are objects that no one needs a moment later.
/// </summary>
/// <param name="bytes">The message.</param>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int KindBits = 3;
    private const int MostBytesOfVarint = 10;

    private ReadOnlySpan<byte> _rest = bytes;
    private WireKind _kind;

    private enum WireKind
    {
        Varint = 0,
        Fixed64 = 1,
        Block = 2,
        Fixed32 = 5,
    }

    /// <summary>The number of the field that was found last.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="GameFaultException">The message is damaged.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong key = ReadVarint();
        (Field, _kind) = ((int)(key >> KindBits), (WireKind)(key & 7));
        return Field > 0 ? true : throw Damaged("a field of number 0");
    }

    /// <summary>Goes on to the field after this one.</summary>
    public void Skip()
    {
        switch (_kind)
        {
            case WireKind.Varint:
                ReadVarint();
                break;
            case WireKind.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireKind.Block:
                Block();
                break;
            case WireKind.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                throw Damaged($"a field of kind {(int)_kind}");
        }
    }

    /// <summary>The field as a whole number.</summary>
    public ulong Varint() => _kind == WireKind.Varint ? ReadVarint() : throw Damaged($"field {Field} of kind {(int)_kind} where a whole number belongs");

    /// <summary>The field as a number in single precision.</summary>
    public float Single() =>
        _kind == WireKind.Fixed32 ? BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float))) : throw Damaged($"field {Field} of kind {(int)_kind} where a number belongs");

    /// <summary>The field as a message or a text.</summary>
    public ReadOnlySpan<byte> Block()
    {
        if (_kind != WireKind.Block)
        {
            throw Damaged($"field {Field} of kind {(int)_kind} where a message belongs");
        }

        ulong length = ReadVarint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw Damaged($"a field of {length} bytes in the last {_rest.Length}");
    }

    /// <summary>Whether the field is a whole number, and not several of them in one block.</summary>
    public readonly bool IsVarint => _kind == WireKind.Varint;

    /// <summary>The next of several whole numbers in one block.</summary>
    /// <param name="packed">The block, which gets shorter.</param>
    public static ulong NextOf(ref ReadOnlySpan<byte> packed)
    {
        var reader = new WireReader(packed);
        ulong value = reader.ReadVarint();
        packed = reader._rest;
        return value;
    }

    private static GameFaultException Damaged(string what) => new($"sent a message that is damaged: it has {what}");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw Damaged("no end");
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < MostBytesOfVarint && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Damaged("a number without an end");
    }
}
