using System.Globalization;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>A disk of a few megabytes in memory, which a drill fills and empties.</summary>
internal sealed class SmallDisk : IDisposable
{
    /// <summary>What a drill with a disk asks the machine for.</summary>
    public const string Needed = "unshare --mount true";

    private readonly string _folder;

    public SmallDisk(string folder, int megabytes)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Shell.Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", folder);
    }

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Takes all space but some bytes.</summary>
    public void Fill(long butFor)
    {
        using FileStream filler = new(Filler, FileMode.Append);
        byte[] block = new byte[4096];
        try
        {
            while (new DriveInfo(_folder).AvailableFreeSpace > butFor)
            {
                filler.Write(block);
                filler.Flush();
            }
        }
        catch (IOException) when (butFor == 0)
        {
            // Full to the last byte.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Empty() => File.Delete(Filler);

    /// <summary>From now on nothing can be written to it.</summary>
    public void MakeReadOnly()
    {
        Shell.Run("mount", "--bind", _folder, _folder);
        Shell.Run("mount", "-o", "remount,bind,ro", _folder);
    }

    public void Dispose()
    {
        while (Mounts() > 0)
        {
            Shell.Run("umount", "--lazy", _folder);
        }
    }

    private int Mounts() => File.ReadLines("/proc/self/mounts").Count(line => line.Split(' ')[1] == _folder);
}
