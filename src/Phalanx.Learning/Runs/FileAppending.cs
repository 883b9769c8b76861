namespace Phalanx.Learning.Runs;

/// <summary>Adds to files that others may be reading.</summary>
internal static class FileAppending
{
    /// <summary>
    /// Opens a file to add to it. Readers are not disturbed; and nothing is buffered, so that what is added is one write.
    /// </summary>
    public static FileStream Open(string path, FileMode mode) =>
        new(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>Adds bytes at the end. They are on the disk when this returns; should it throw, the file is as it was.</summary>
    public static void Append(FileStream stream, ReadOnlySpan<byte> bytes)
    {
        long before = stream.Seek(0, SeekOrigin.End);
        try
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            stream.SetLength(before);
            throw;
        }
    }
}
