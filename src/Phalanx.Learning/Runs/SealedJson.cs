using System.Globalization;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// A JSON object whose last property, <c>checksum</c>, is the CRC-32C of all bytes before it, in eight hexadecimal digits. A flipped bit in a number is
/// valid JSON, so without it none would be noticed.
/// </summary>
internal static class SealedJson
{
    private const int Digits = 8;

    private static ReadOnlySpan<byte> Opening => ",\n  \"checksum\": \""u8;

    private static ReadOnlySpan<byte> Closing => "\"\n}"u8;

    private static int SealLength => Opening.Length + Digits + Closing.Length;

    /// <summary>The object with its checksum.</summary>
    /// <param name="json">An indented object that has a property.</param>
    public static byte[] Seal(ReadOnlySpan<byte> json)
    {
        if (!json.EndsWith("\n}"u8))
        {
            throw new ArgumentException("Only an indented object can be sealed.", nameof(json));
        }

        ReadOnlySpan<byte> body = json[..^2];
        return [.. body, .. Opening, .. DigitsOf(body), .. Closing];
    }

    /// <summary>Takes the checksum off.</summary>
    /// <param name="content">The sealed object. Lines that follow it, empty ones, are let be.</param>
    /// <param name="json">The object without the checksum; what was given where there is none.</param>
    /// <returns>Whether the checksum is right; null where there is none.</returns>
    public static bool? Open(ReadOnlySpan<byte> content, out byte[] json)
    {
        ReadOnlySpan<byte> whole = content.TrimEnd((byte)'\n');
        int end = whole.Length - SealLength;
        if (end < 0 || !whole[end..].StartsWith(Opening) || !whole.EndsWith(Closing))
        {
            json = content.ToArray();
            return null;
        }

        ReadOnlySpan<byte> body = whole[..end];
        json = [.. body, .. "\n}"u8];
        return whole.Slice(end + Opening.Length, Digits).SequenceEqual(DigitsOf(body));
    }

    /// <summary>
    /// Whether a checksum is named somewhere in it: where <see cref="Open"/> finds none, it was damaged or something was put behind it.
    /// </summary>
    public static bool IsMarked(ReadOnlySpan<byte> content) => content.IndexOf("\"checksum\": \""u8) >= 0;

    private static byte[] DigitsOf(ReadOnlySpan<byte> body) => Encoding.ASCII.GetBytes(Checksum.Of(body).ToString("x8", CultureInfo.InvariantCulture));
}
