using System.Buffers.Binary;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>What is known of an event without its figures: all that is needed to put events in order and to cut them.</summary>
/// <param name="WallTime">When it was written, in seconds since 1970.</param>
/// <param name="Step">The environment step that it belongs to.</param>
/// <param name="Kind">What it tells.</param>
public readonly record struct EventHead(double WallTime, long Step, EventKind Kind)
{
    // Ours have a few kilobytes. An event of others, such as a picture, may be larger; what is larger than this is not copied.
    private const int MostBytes = 16 << 20;

    /// <summary>
    /// The events of a file, one at a time, up to its end or to the first that is torn or damaged: what stands behind it cannot be found, since only a
    /// whole record tells where the next one is.
    /// </summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<EventHead> ReadAll(Stream file) => Records(file).Select(record => record.Head);

    /// <summary>The same with the bytes of the messages.</summary>
    internal static IEnumerable<(EventHead Head, byte[] Message)> Records(Stream file)
    {
        while (RecordFraming.Read(file, MostBytes, out byte[] message) == RecordState.Whole && Of(message) is { } head)
        {
            yield return (head, message);
        }
    }

    /// <summary>The head of a message; null where the bytes are no event.</summary>
    internal static EventHead? Of(ReadOnlySpan<byte> message)
    {
        EventHead head = default;
        while (message.Length > 0)
        {
            if (!TryVarint(ref message, out ulong key) || !TryValue(ref message, key & 7, out ulong number))
            {
                return null;
            }

            head = (key >> 3) switch
            {
                EventMessages.WallTimeField => head with { WallTime = BitConverter.UInt64BitsToDouble(number) },
                EventMessages.StepField => head with { Step = (long)number },
                EventMessages.VersionField => head with { Kind = EventKind.Version },
                EventMessages.SessionField => head with { Kind = EventKind.Start },
                _ => head,
            };
        }

        return double.IsFinite(head.WallTime) && head.Step >= 0 ? head : null;
    }

    /// <summary>Passes over the value of a field, and tells it where it is a number.</summary>
    private static bool TryValue(ref ReadOnlySpan<byte> message, ulong wireType, out ulong number)
    {
        number = 0;
        int length;
        switch (wireType)
        {
            case EventMessages.Varint:
                return TryVarint(ref message, out number);
            case EventMessages.Bits64 when message.Length >= sizeof(ulong):
                number = BinaryPrimitives.ReadUInt64LittleEndian(message);
                length = sizeof(ulong);
                break;
            case EventMessages.Bytes when TryVarint(ref message, out ulong bytes) && bytes <= (ulong)message.Length:
                length = (int)bytes;
                break;
            case EventMessages.Bits32 when message.Length >= sizeof(uint):
                length = sizeof(uint);
                break;
            default:
                return false;
        }

        message = message[length..];
        return true;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> message, out ulong value)
    {
        value = 0;
        for (int i = 0; i < message.Length && i < 10; i++)
        {
            value |= (ulong)(message[i] & 0x7F) << (7 * i);
            if ((message[i] & 0x80) == 0)
            {
                message = message[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
