using Phalanx.Foundation;

namespace Phalanx.Testing;

/// <summary>A disk under a folder that can be full, read-only, broken or slow, until it is disposed.</summary>
internal sealed class FailingDisk : IFileFaults, IDisposable
{
    private readonly string _folder;
    private readonly IDisposable _registration;

    public FailingDisk(string folder)
    {
        _folder = folder;
        _registration = FileWriting.Failing(folder, this);
    }

    /// <summary>How many bytes there is room for in all; null for no limit. What is deleted or cut gives its room back.</summary>
    public long? Capacity { get; set; }

    /// <summary>The number of the error that every change and write ends with, such as 30 for a read-only file system; null for none.</summary>
    public int? Error { get; set; }

    /// <summary>How long every write takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>A part of the paths that the disk fails for; by default all.</summary>
    public string Below { get; set; } = "";

    /// <summary>How many bytes of files there are.</summary>
    public long Used => new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>The disk is well again.</summary>
    public void Mend() => (Capacity, Error, Delay) = (null, null, TimeSpan.Zero);

    public void BeforeChange(string path)
    {
        if (Error is { } error && IsMeant(path))
        {
            throw new IOException("the disk of this test fails", error);
        }
    }

    public int BeforeWrite(string path, int count)
    {
        BeforeChange(path);
        if (Delay > TimeSpan.Zero)
        {
            Thread.Sleep(Delay);
        }

        return Capacity is { } capacity && IsMeant(path) ? (int)Math.Clamp(capacity - Used, 0, count) : count;
    }

    public void Dispose() => _registration.Dispose();

    private bool IsMeant(string path) => path.Contains(Below, StringComparison.Ordinal);
}
