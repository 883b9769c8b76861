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

    public void Dispose() => Run("umount", "-l", _folder);

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
