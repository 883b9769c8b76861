using System.Buffers.Binary;
using Phalanx.Foundation;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>The framing of records in files of events and of recorded episodes, made right again after a change.</summary>
internal static class FramedRecords
{
    private const int Header = sizeof(ulong) + sizeof(uint);

    /// <summary>The content with right checksums of all records, from some byte on, up to one whose length cannot be.</summary>
    public static byte[] Seal(byte[] content, int from)
    {
        byte[] whole = [.. content];
        for (int at = from; whole.Length - at >= RecordFraming.Overhead;)
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(whole.AsSpan(at));
            if (length > (ulong)(whole.Length - at - RecordFraming.Overhead))
            {
                break;
            }

            byte[] record = RecordFraming.Frame(whole.AsSpan(at + Header, (int)length));
            record.CopyTo(whole, at);
            at += record.Length;
        }

        return whole;
    }
}
