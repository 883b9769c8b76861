using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>The checksum of a segment, which runs on as it grows.</summary>
public static class SegmentSum
{
    private const int PieceBytes = 1 << 20;

    /// <summary>The checksum of bytes that follow others.</summary>
    /// <param name="stream">Where they are read.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="before">The checksum of those before; of none, 0.</param>
    /// <returns>Eight hexadecimal digits.</returns>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static string Of(Stream stream, long bytes, uint before = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var checksum = Checksum.Continuing(before);
        byte[] piece = new byte[Math.Min(bytes, PieceBytes)];
        for (long left = bytes; left > 0;)
        {
            Span<byte> part = piece.AsSpan(0, (int)Math.Min(left, piece.Length));
            stream.ReadExactly(part);
            checksum.Add(part);
            left -= part.Length;
        }

        return checksum.Value.ToString("x8", CultureInfo.InvariantCulture);
    }
}
