using System.Text;

namespace Phalanx.Foundation;

/// <summary>
/// Writes a file atomically. A reader sees the whole old file or the whole new file, never a part of one, also after a crash.
/// </summary>
/// <remarks>
/// The content goes to a temporary file in the same folder, is flushed to the disk, and takes the place of the old file by a rename.
/// On any failure the temporary file is deleted and the old one is untouched. The folder must exist; a path that is a
/// symbolic link is replaced, not followed.
/// </remarks>
public static class AtomicFile
{
    private const int BufferBytes = 4096;

    /// <summary>Whether a name is that of a temporary file, which a process left that was killed while it wrote.</summary>
    public static bool IsTemporary(string name) => Publication.IsTemporary(name);

    /// <summary>A name beside a file for one that is to take its place, for a caller that writes for longer than <see cref="Write"/> does.</summary>
    /// <param name="path">The file.</param>
    public static string TemporaryBeside(string path) => Publication.TemporaryIn(Path.GetDirectoryName(Path.GetFullPath(path))!);

    /// <summary>Deletes such a file, if it is there and can be deleted.</summary>
    /// <param name="temporary">Its name.</param>
    public static void Discard(string temporary) => Publication.Discard(temporary);

    /// <summary>Writes a file through a stream.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="write">Writes the content. It may close the stream; what it throws ends the writing.</param>
    /// <exception cref="UserErrorException">The file could not be written, in <paramref name="write"/> or around it.</exception>
    /// <exception cref="MachineFaultException">The disk is full or fails.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        Publication.Run(path, (temporary, target) =>
        {
            using (FileStream stream = FileWriting.Open(temporary, FileMode.CreateNew, FileShare.None, BufferBytes))
            {
                write(stream);
            }

            Publication.FlushToDisk(temporary);
            FileWriting.MoveFile(temporary, target);
        });
    }

    /// <summary>Writes a file of text, in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="text">Its whole content.</param>
    /// <exception cref="UserErrorException">The file could not be written.</exception>
    public static void WriteAllText(string path, string text) => WriteAllBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file of bytes.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="bytes">Its whole content.</param>
    /// <exception cref="UserErrorException">The file could not be written.</exception>
    public static void WriteAllBytes(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));

    /// <summary>
    /// Deletes the temporary files of processes that were killed while they wrote into a folder. For a caller that alone writes there: those of a
    /// process that is writing go too.
    /// </summary>
    /// <param name="folder">The folder; there may be none.</param>
    /// <exception cref="UserErrorException">One cannot be deleted.</exception>
    /// <exception cref="MachineFaultException">The disk fails.</exception>
    public static void DeleteRemains(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder, Publication.TemporaryPattern) : [])
            {
                if (Publication.IsTemporary(Path.GetFileName(file)))
                {
                    FileWriting.DeleteFile(file);
                }
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot clear '{folder}'", failure);
        }
    }
}
