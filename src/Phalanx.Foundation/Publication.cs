namespace Phalanx.Foundation;

/// <summary>What atomic files and directories share: the temporary sibling, the flush, the clean-up and the user's sentence.</summary>
internal static class Publication
{
    /// <summary>What the names of temporary files and folders look like.</summary>
    public const string TemporaryPattern = ".*.tmp";

    /// <summary>Whether a name is one that was given here.</summary>
    public static bool IsTemporary(string name) => name is ['.', .. var middle, '.', 't', 'm', 'p'] && Guid.TryParseExact(middle, "N", out _);

    /// <summary>
    /// A name that is new in a folder. It is that of the target, because a rename is atomic only within one file system; and the name is not the target's, so
    /// that the longest one allowed still works.
    /// </summary>
    public static string TemporaryIn(string folder) => Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");

    /// <summary>
    /// Runs a writer that builds its result at a temporary path and moves it to the target as its last act.
    /// On failure the temporary file or folder is deleted, and I/O failures become sentences: the user's or the machine's.
    /// </summary>
    public static void Run(string path, Action<string, string> buildAndMove)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(target) ?? throw new UserErrorException($"cannot write '{path}': it is a root folder");
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException($"cannot write '{path}': the folder '{folder}' does not exist");
        }

        string temporary = TemporaryIn(folder);
        bool moved = false;
        try
        {
            buildAndMove(temporary, target);
            moved = true;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // The user does not know the temporary name.
            string reason = FileFailures.Reason(failure).Replace(temporary, target, StringComparison.Ordinal);
            throw FileFailures.Explain($"cannot write '{path}'", reason, failure);
        }
        finally
        {
            if (!moved)
            {
                Discard(temporary);
            }
        }
    }

    /// <summary>Returns once the content of a file is on the disk. Any code may have written the file.</summary>
    /// <remarks>
    /// The folder's own entry is not flushed: .NET opens no handle on a folder, and this project makes no direct system calls. A
    /// power cut may therefore undo the last rename, which leaves the old file whole; it cannot leave half a new one.
    /// </remarks>
    public static void FlushToDisk(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Write, FileShare.Read);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Deletes a temporary file or folder, if it is there and can be deleted.</summary>
    public static void Discard(string temporary)
    {
        try
        {
            if (Directory.Exists(temporary))
            {
                FileWriting.DeleteFolder(temporary);
            }
            else
            {
                FileWriting.DeleteFile(temporary);
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // A leftover is harmless. The caller must see the first failure, not this one.
        }
    }
}
