using System.Buffers.Binary;
using System.Text;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The messages of TensorBoard that carry scalars, and the one that declares a new start, in the encoding of protocol buffers. A field is a key
/// <c>number &lt;&lt; 3 | wire type</c> and its value; a message within another is its length and its bytes.
/// </summary>
/// <remarks>
/// <code>
/// message Event   { double wall_time = 1; int64 step = 2;
///                   oneof what { string file_version = 3; Summary summary = 5; SessionLog session_log = 7; } }
/// message Summary { repeated Value value = 1; }
/// message Value   { string tag = 1; oneof value { float simple_value = 2; } }
/// message SessionLog { enum SessionStatus { START = 1; } SessionStatus status = 1; }
/// </code>
/// </remarks>
internal static class EventMessages
{
    public const int Varint = 0;
    public const int Bits64 = 1;
    public const int Bytes = 2;
    public const int Bits32 = 5;

    public const int WallTimeField = 1;
    public const int StepField = 2;
    public const int VersionField = 3;
    public const int SummaryField = 5;
    public const int SessionField = 7;

    /// <summary>The event that a file begins with.</summary>
    public static byte[] FileVersion(double wallTime)
    {
        using MemoryStream message = Event(wallTime, 0);
        WriteBytes(message, VersionField, "brain.Event:2"u8);
        return message.ToArray();
    }

    /// <summary>The event that makes what stands before it for this step and later ones void.</summary>
    public static byte[] Start(double wallTime, long step)
    {
        using MemoryStream message = Event(wallTime, step);
        WriteBytes(message, SessionField, [1 << 3 | Varint, 1]);
        return message.ToArray();
    }

    /// <summary>An event with scalars by tag.</summary>
    public static byte[] Scalars(double wallTime, long step, IEnumerable<KeyValuePair<string, double>> values)
    {
        using var summary = new MemoryStream();
        foreach ((string tag, double value) in values)
        {
            WriteBytes(summary, 1, Value(tag, (float)value));
        }

        using MemoryStream message = Event(wallTime, step);
        WriteBytes(message, SummaryField, summary.ToArray());
        return message.ToArray();
    }

    private static MemoryStream Event(double wallTime, long step)
    {
        Span<byte> seconds = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(seconds, wallTime);
        var message = new MemoryStream();
        WriteKey(message, WallTimeField, Bits64);
        message.Write(seconds);
        if (step != 0)
        {
            // A zero is the default, which the encoding leaves out.
            WriteKey(message, StepField, Varint);
            WriteVarint(message, (ulong)step);
        }

        return message;
    }

    private static byte[] Value(string tag, float simpleValue)
    {
        Span<byte> number = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(number, simpleValue);
        using var message = new MemoryStream();
        WriteBytes(message, 1, Encoding.UTF8.GetBytes(tag));
        WriteKey(message, 2, Bits32); // written even where zero: of a oneof, the field that is there says which one was set
        message.Write(number);
        return message.ToArray();
    }

    private static void WriteBytes(MemoryStream message, int field, ReadOnlySpan<byte> bytes)
    {
        WriteKey(message, field, Bytes);
        WriteVarint(message, (ulong)bytes.Length);
        message.Write(bytes);
    }

    private static void WriteKey(MemoryStream message, int field, int wireType) => WriteVarint(message, (ulong)(field << 3 | wireType));

    private static void WriteVarint(MemoryStream message, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            message.WriteByte((byte)(value | 0x80));
        }

        message.WriteByte((byte)value);
    }
}
