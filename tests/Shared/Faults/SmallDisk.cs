using System.Diagnostics;

namespace Phalanx.Testing;

/// <summary>A file system in memory, mounted on a folder until it is disposed.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts one; null where that is not allowed.</summary>
    public static SmallDisk? TryMount(string folder, long bytes) =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", folder) ? new SmallDisk(folder) : null;

    /// <summary>Gives it more room; what is on it stays.</summary>
    public void Enlarge(long bytes) => Run("mount", "-o", $"remount,size={bytes}", _folder);

    /// <summary>Takes all room but some bytes.</summary>
    public void Fill(long butFor)
    {
        using FileStream filler = new(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            while (new DriveInfo(_folder).AvailableFreeSpace > butFor)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // Full to the last byte.
        }
    }

    /// <summary>Gives the room back that was taken.</summary>
    public void Empty() => File.Delete(Filler);

    /// <summary>From now on nothing can be opened on it to be written.</summary>
    public void MakeReadOnly() => _ = Run("mount", "--bind", _folder, _folder) && Run("mount", "-o", "remount,bind,ro", _folder);

    public void Dispose()
    {
        while (Run("umount", "-l", _folder))
        {
            // Made read-only it is mounted twice.
        }
    }

    private string Filler => Path.Combine(_folder, "filler");

    private static bool Run(string program, params string[] words)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
