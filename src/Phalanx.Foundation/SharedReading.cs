namespace Phalanx.Foundation;

/// <summary>
/// Reads files that another process may be writing, replacing or deleting meanwhile. A reader takes nothing away from the writer: it allows all that
/// the writer may do, which on Windows is asked of every open file.
/// </summary>
public static class SharedReading
{
    /// <summary>How many bytes one who reads small pieces has read ahead.</summary>
    public const int ReadAhead = 4096;

    /// <summary>Opens a file to read it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bufferSize">How many bytes are read ahead; none for one who reads large pieces.</param>
    /// <exception cref="IOException">It cannot be opened, or is no file that has an end, such as a pipe.</exception>
    public static FileStream Open(string path, int bufferSize = 0)
    {
        FileStream stream = OpenAny(path, bufferSize);
        if (stream.CanSeek)
        {
            return stream;
        }

        stream.Dispose();
        throw new IOException("it is no file but a pipe or a device");
    }

    /// <summary>Opens a file to read it once, from its beginning; it may be a pipe or a device.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bufferSize">How many bytes are read ahead.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream OpenAny(string path, int bufferSize = ReadAhead) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize);

    /// <summary>A file's text, in UTF-8 or as its byte order mark says.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string AllText(string path)
    {
        using StreamReader reader = new(Open(path));
        return reader.ReadToEnd();
    }

    /// <summary>A file's bytes: as many as its length says, so that a device without an end, to which a link may lead, has none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, or has more bytes than an array can have.</exception>
    public static byte[] AllBytes(string path)
    {
        using FileStream stream = Open(path);
        if (stream.Length > Array.MaxLength)
        {
            throw new IOException($"it has {stream.Length} bytes, and at most {Array.MaxLength} can be read");
        }

        byte[] content = new byte[stream.Length];
        int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return length == content.Length ? content : content[..length];
    }

    /// <summary>A file's bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The largest size that it may have.</param>
    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="UserErrorException">It cannot be read, or is larger.</exception>
    public static byte[]? AllOf(string path, long most)
    {
        try
        {
            using FileStream stream = Open(path);
            if (stream.Length > most)
            {
                throw new UserErrorException($"'{path}' is damaged: it has {stream.Length} bytes, and at most {most} are allowed");
            }

            byte[] content = new byte[stream.Length];
            int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return content[..length];
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{path}'", failure);
        }
    }
}
