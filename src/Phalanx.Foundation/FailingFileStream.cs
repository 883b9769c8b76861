namespace Phalanx.Foundation;

/// <summary>A file on a disk that can fail. Nothing is gathered, so that every write meets the disk as it is then.</summary>
internal sealed class FailingFileStream(string path, FileMode mode, FileShare share, IFileFaults faults)
    : FileStream(path, mode, FileAccess.Write, share, bufferSize: 0)
{
    private readonly string _path = path;

    /// <summary>What the system says when no space is left.</summary>
    public static IOException Full() => new("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);

    // A FileStream that others derive from passes a span on as an array, and an array to the disk.
    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        int fits = faults.BeforeWrite(_path, count);
        base.Write(buffer, offset, fits);
        if (fits < count)
        {
            throw Full();
        }
    }

    public override void WriteByte(byte value) => Write([value], 0, 1);

    public override void SetLength(long value)
    {
        faults.BeforeChange(_path);
        base.SetLength(value);
    }
}
