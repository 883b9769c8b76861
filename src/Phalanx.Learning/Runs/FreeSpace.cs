using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>How much space the disk of a folder has.</summary>
public static class FreeSpace
{
    /// <summary>The bytes that this user may still write below a folder, which need not exist; null where the system does not tell. Quotas are not known here.</summary>
    /// <param name="folder">The folder.</param>
    public static long? At(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            string? existing = Path.GetFullPath(folder);
            while (existing is not null && !Directory.Exists(existing))
            {
                existing = Path.GetDirectoryName(existing);
            }

            return existing is null ? null : new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure) || failure is ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The bytes that the files below a folder have together; what vanishes meanwhile does not count.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    public static long TakenBy(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0)
                : 0;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            return 0;
        }
    }
}
