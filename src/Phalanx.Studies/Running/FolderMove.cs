using Phalanx.Foundation;

namespace Phalanx.Studies.Running;

/// <summary>Moves a folder to where nothing is, also to another disk. The target is there whole or not at all.</summary>
internal static class FolderMove
{
    /// <summary>Moves it.</summary>
    /// <exception cref="IOException">It cannot be moved, and is where it was.</exception>
    public static void Between(string folder, string target)
    {
        try
        {
            FileWriting.MoveFolder(folder, target);
        }
        catch (IOException) when (Directory.Exists(folder) && !Directory.Exists(target))
        {
            Copy(folder, target);
            FileWriting.DeleteFolder(folder);
        }
    }

    private static void Copy(string folder, string target)
    {
        string fresh = $"{target}.moved.tmp";
        Delete(fresh); // of a process that was killed
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(fresh, Path.GetRelativePath(folder, file));
                FileWriting.CreateFolder(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy, overwrite: true);
            }

            FileWriting.MoveFolder(fresh, target);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            Delete(fresh);
            throw;
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            FileWriting.DeleteFolder(folder);
        }
    }
}
