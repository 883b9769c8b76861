namespace Phalanx.Foundation;

/// <summary>
/// Opens the files that are written, makes the folders, and moves and deletes both. All that a run keeps goes through here, so that a test can put a disk in
/// its place that is full, protected or slow. Without one nothing is asked but whether there is one.
/// </summary>
public static class FileWriting
{
    private static readonly Lock Gate = new();
    private static volatile (string Folder, IFileFaults Faults)[] s_active = [];

    /// <summary>Opens a file to write it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">How it is opened.</param>
    /// <param name="share">What others may do with it meanwhile.</param>
    /// <param name="bufferSize">How many bytes are gathered before they are written; none by default.</param>
    public static FileStream Open(string path, FileMode mode, FileShare share, int bufferSize = 0)
    {
        if (At(path) is not { } faults)
        {
            return new FileStream(path, mode, FileAccess.Write, share, bufferSize);
        }

        faults.BeforeChange(path);
        return new FailingFileStream(path, mode, share, faults);
    }

    /// <summary>Makes a folder, with those that it lies in; it may exist.</summary>
    public static void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            At(path)?.BeforeChange(path);
        }

        Directory.CreateDirectory(path);
    }

    /// <summary>Makes an empty folder among the temporary files of this machine, which the caller deletes.</summary>
    /// <param name="prefix">What its name begins with.</param>
    /// <exception cref="ExplainedException">There is no folder of temporary files, or it cannot be written.</exception>
    public static DirectoryInfo CreateTemporaryFolder(string prefix)
    {
        try
        {
            return Directory.CreateTempSubdirectory(prefix);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot make a temporary folder in '{Path.GetTempPath()}'", "it is no folder that can be written", failure);
        }
    }

    /// <summary>Moves a file to where another one may be, which it replaces.</summary>
    public static void MoveFile(string path, string target)
    {
        At(path)?.BeforeChange(target);
        File.Move(path, target, overwrite: true);
    }

    /// <summary>Moves a folder to where nothing is.</summary>
    public static void MoveFolder(string path, string target)
    {
        At(path)?.BeforeChange(target);
        Directory.Move(path, target);
    }

    /// <summary>Deletes a file; it need not exist.</summary>
    public static void DeleteFile(string path)
    {
        At(path)?.BeforeChange(path);
        File.Delete(path);
    }

    /// <summary>Deletes a folder with all that is in it.</summary>
    public static void DeleteFolder(string path)
    {
        At(path)?.BeforeChange(path);
        Directory.Delete(path, recursive: true);
    }

    /// <summary>Lets the files below a folder fail, until what is returned is disposed.</summary>
    internal static IDisposable Failing(string folder, IFileFaults faults)
    {
        (string Folder, IFileFaults Faults) added = (Path.GetFullPath(folder) + Path.DirectorySeparatorChar, faults);
        lock (Gate)
        {
            s_active = [.. s_active, added];
        }

        return new Registration(added);
    }

    private static IFileFaults? At(string path)
    {
        (string Folder, IFileFaults Faults)[] active = s_active;
        return active.Length == 0 ? null : Find(active, Path.GetFullPath(path));
    }

    private static IFileFaults? Find((string Folder, IFileFaults Faults)[] active, string path) =>
        active.FirstOrDefault(each => path.StartsWith(each.Folder, StringComparison.Ordinal)).Faults;

    private sealed class Registration((string Folder, IFileFaults Faults) added) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                s_active = [.. s_active.Where(each => each != added)];
            }
        }
    }
}
