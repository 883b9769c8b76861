namespace Phalanx.Foundation;

/// <summary>
/// Where bytes stand in a file, and their checksum: by the mark of the last line that was read, a reader that comes back tells a file that has grown from one
/// that was cut or replaced.
/// </summary>
/// <param name="Start">Where they begin.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Checksum">Their CRC-32C.</param>
public readonly record struct FileMark(long Start, int Length, uint Checksum)
{
    /// <summary>Where they end.</summary>
    public long End => Start + Length;

    /// <summary>The mark of bytes that stand at a place.</summary>
    public static FileMark Of(long start, ReadOnlySpan<byte> bytes) => new(start, bytes.Length, Foundation.Checksum.Of(bytes));

    /// <summary>Whether a file has these bytes at this place.</summary>
    public bool IsIn(FileStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length < End)
        {
            return false;
        }

        byte[] bytes = new byte[Length];
        stream.Position = Start;
        return stream.ReadAtLeast(bytes, Length, throwOnEndOfStream: false) == Length && Foundation.Checksum.Of(bytes) == Checksum;
    }
}
