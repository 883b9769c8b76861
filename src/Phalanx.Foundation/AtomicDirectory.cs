namespace Phalanx.Foundation;

/// <summary>
/// Publishes a directory whole: it exists with everything in it, or not at all. A checkpoint is written this way.
/// </summary>
/// <remarks>
/// The directory is filled under a temporary name beside its own, every file in it is flushed to the disk, and a rename publishes it.
/// On any failure the temporary directory is deleted.
/// </remarks>
public static class AtomicDirectory
{
    /// <summary>Writes a directory that does not exist yet.</summary>
    /// <param name="path">The directory to publish. The folder it lies in must exist.</param>
    /// <param name="fill">Writes the content into the directory whose path it is given, and leaves no file open.</param>
    /// <exception cref="UserErrorException">
    /// Something of that name exists already, or the directory could not be written, in <paramref name="fill"/> or around it.
    /// </exception>
    /// <exception cref="MachineFaultException">The disk is full or fails.</exception>
    public static void Write(string path, Action<string> fill)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(fill);
        Publication.Run(path, (temporary, target) =>
        {
            ThrowIfExists(path, target);
            FileWriting.CreateFolder(temporary);
            fill(temporary);
            foreach (string file in Directory.EnumerateFiles(temporary, "*", SearchOption.AllDirectories))
            {
                Publication.FlushToDisk(file);
            }

            // Again, because filling takes long enough for another run to publish first.
            ThrowIfExists(path, target);
            FileWriting.MoveFolder(temporary, target);
        });
    }

    private static void ThrowIfExists(string path, string target)
    {
        if (Path.Exists(target))
        {
            throw new UserErrorException($"cannot write '{path}': it exists already");
        }
    }
}
