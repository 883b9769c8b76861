using System.Globalization;
using System.Security.Cryptography;

namespace Phalanx.Learning.Runs;

/// <summary>The checksum of a file of a snapshot, read from a stream that may have more than the snapshot.</summary>
public static class RunFileSum
{
    private const int PieceBytes = 1 << 16;

    /// <summary>The checksum of the bytes that belong to the snapshot.</summary>
    /// <param name="stream">The file; what is read begins at its beginning, or behind what is known.</param>
    /// <param name="file">Its name and how many of its bytes belong to the snapshot.</param>
    /// <param name="known">What is known of the file from an earlier snapshot. Of one that grows, only what is new is read.</param>
    /// <returns>The checksum as a <see cref="RunManifestFile"/> has it.</returns>
    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public static string Of(Stream stream, RunManifestFile file, RunManifestFile? known = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Grows)
        {
            return WholeSum(stream, file.Bytes);
        }

        bool continues = known is { HasChecksum: true } && known.Bytes <= file.Bytes;
        stream.Position = continues ? known!.Bytes : 0;
        uint checksum = continues ? uint.Parse(known!.Checksum, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;
        return SegmentSum.Of(stream, file.Bytes - stream.Position, checksum);
    }

    private static string WholeSum(Stream stream, long bytes)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = new byte[Math.Min(bytes, PieceBytes)];
        stream.Position = 0;
        for (long left = bytes; left > 0;)
        {
            Span<byte> part = piece.AsSpan(0, (int)Math.Min(left, piece.Length));
            stream.ReadExactly(part);
            sum.AppendData(part);
            left -= part.Length;
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }
}
