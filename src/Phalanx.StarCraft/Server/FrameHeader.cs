using System.Buffers.Binary;

namespace Phalanx.StarCraft.Server;

/// <summary>The head of a frame of a websocket (RFC 6455, section 5.2).</summary>
internal readonly record struct FrameHeader
{
    /// <summary>The most bytes of a head that the server sends.</summary>
    public const int MostBytesSent = 10;

    private const int Last = 0x80;
    private const int Reserved = 0x70;
    private const int KindBits = 0x0f;
    private const int Masked = 0x80;
    private const int LengthBits = 0x7f;
    private const int ShortLength = 126;
    private const int LongLength = 127;
    private const int MaskBytes = 4;

    /// <summary>What the frame is.</summary>
    public FrameKind Kind { get; private init; }

    /// <summary>Whether its message ends with it.</summary>
    public bool IsLast { get; private init; }

    /// <summary>How many bytes follow the head.</summary>
    public ulong Length { get; private init; }

    /// <summary>How many bytes the head has.</summary>
    public int Bytes { get; private init; }

    private uint Mask { get; init; }

    private bool IsMasked { get; init; }

    private bool IsPlain { get; init; }

    /// <summary>Reads a head; false when not all of it is there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        int length = bytes[1] & LengthBits;
        int start = 2 + (length == ShortLength ? sizeof(ushort) : length == LongLength ? sizeof(ulong) : 0);
        bool masked = (bytes[1] & Masked) != 0;
        int all = start + (masked ? MaskBytes : 0);
        if (bytes.Length < all)
        {
            return false;
        }

        header = new FrameHeader
        {
            Kind = (FrameKind)(bytes[0] & KindBits),
            IsLast = (bytes[0] & Last) != 0,
            IsPlain = (bytes[0] & Reserved) == 0,
            Length = length == ShortLength ? BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) : length == LongLength ? BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]) : (ulong)length,
            IsMasked = masked,
            Mask = masked ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[start..]) : 0,
            Bytes = all,
        };
        return true;
    }

    /// <summary>Writes the head of a frame that is a message of its own.</summary>
    /// <returns>How many bytes it has.</returns>
    public static int Write(Span<byte> bytes, FrameKind kind, int length)
    {
        bytes[0] = (byte)(Last | (int)kind);
        switch (length)
        {
            case < ShortLength:
                bytes[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                bytes[1] = ShortLength;
                BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)length);
                return 2 + sizeof(ushort);
            default:
                bytes[1] = LongLength;
                BinaryPrimitives.WriteUInt64BigEndian(bytes[2..], (ulong)length);
                return 2 + sizeof(ulong);
        }
    }

    /// <summary>Why the frame breaks the rules; null when it does not.</summary>
    /// <param name="inPieces">Whether a message has begun and not ended.</param>
    public CloseReason? Breach(bool inPieces)
    {
        bool known = Kind is FrameKind.Continuation or FrameKind.Text or FrameKind.Binary or FrameKind.Close or FrameKind.Ping or FrameKind.Pong;
        bool control = Kind >= FrameKind.Close;
        bool inOrder = control ? IsLast && Length < ShortLength : (Kind == FrameKind.Continuation) == inPieces;
        return known && IsPlain && IsMasked && inOrder ? null : CloseReason.BrokenRule;
    }

    /// <summary>Takes the client's mask off.</summary>
    public void Unmask(Span<byte> payload)
    {
        for (int place = 0; place < payload.Length; place++)
        {
            payload[place] ^= (byte)(Mask >> (8 * (place % MaskBytes)));
        }
    }
}

/// <summary>What a frame is.</summary>
internal enum FrameKind
{
    /// <summary>Another piece of a message.</summary>
    Continuation = 0,

    /// <summary>A message, or its first piece, that is declared to be text.</summary>
    Text = 1,

    /// <summary>A message, or its first piece.</summary>
    Binary = 2,

    /// <summary>The last frame.</summary>
    Close = 8,

    /// <summary>Asks for a sign of life.</summary>
    Ping = 9,

    /// <summary>A sign of life.</summary>
    Pong = 10,
}

/// <summary>Why a line is closed (RFC 6455, section 7.4.1).</summary>
internal enum CloseReason
{
    /// <summary>All is done.</summary>
    Normal = 1000,

    /// <summary>The other side broke a rule of the protocol.</summary>
    BrokenRule = 1002,

    /// <summary>A message is too long.</summary>
    TooBig = 1009,
}
