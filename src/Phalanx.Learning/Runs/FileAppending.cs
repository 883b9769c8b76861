using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>Adds to files that others may be reading.</summary>
internal static class FileAppending
{
    /// <summary>
    /// Opens a file to add to it. Readers are not disturbed; and nothing is buffered, so that what is added is one write.
    /// </summary>
    public static FileStream Open(string path, FileMode mode) =>
        FileWriting.Open(path, mode, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>
    /// Adds bytes at the end. They are on the disk when this returns; should it throw, the file is as it was, unless the disk does not even allow that: then
    /// a part of the bytes may stand at its end.
    /// </summary>
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
            CutBack(stream, before);
            throw;
        }
    }

    private static void CutBack(FileStream stream, long length)
    {
        try
        {
            stream.SetLength(length);
        }
        catch (IOException)
        {
            // The caller must see the first failure, not this one.
        }
    }
}
