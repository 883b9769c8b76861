using System.Globalization;
using System.Text;
using System.Text.Json;
using Phalanx.Foundation;

namespace Phalanx.Studies.Ledgers;

/// <summary>
/// A line of a journal: a JSON object whose last property, <c>crc</c>, is the CRC-32C of all bytes before it. A line that was torn by a crash has none or a
/// wrong one.
/// </summary>
internal static class JournalLine
{
    private static ReadOnlySpan<byte> Opening => ",\"crc\":\""u8;

    private static ReadOnlySpan<byte> Closing => "\"}"u8;

    private static int SealLength => Opening.Length + 8 + Closing.Length;

    /// <summary>The line with its end.</summary>
    public static byte[] Of(JournalEntry entry)
    {
        ReadOnlySpan<byte> body = JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry).AsSpan()[..^1];
        return [.. body, .. Opening, .. Digits(body), .. Closing, (byte)'\n'];
    }

    /// <summary>What a line says, without its end; null where it is damaged.</summary>
    public static JournalEntry? Read(ReadOnlySpan<byte> line)
    {
        int end = line.Length - SealLength;
        if (end < 1 || !line[end..].StartsWith(Opening) || !line.EndsWith(Closing) || !line.Slice(end + Opening.Length, 8).SequenceEqual(Digits(line[..end])))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize((byte[])[.. line[..end], (byte)'}'], JournalJson.Default.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Digits(ReadOnlySpan<byte> body) => Encoding.ASCII.GetBytes(Checksum.Of(body).ToString("x8", CultureInfo.InvariantCulture));
}
