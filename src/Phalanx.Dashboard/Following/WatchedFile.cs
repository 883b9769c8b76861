using Phalanx.Foundation;

namespace Phalanx.Dashboard.Following;

/// <summary>A file of a run that is read again when its size or its time changes.</summary>
/// <param name="path">The file.</param>
/// <param name="most">The largest size that is read.</param>
/// <param name="bounds">Where it must lie.</param>
internal sealed class WatchedFile(string path, long most, FolderBounds bounds)
{
    private (bool Exists, long Length, DateTime Modified) _stamp;

    /// <summary>Why it cannot be shown, in a sentence; null where nothing is wrong with it.</summary>
    public string? Fault { get; private set; }

    /// <summary>When it was last written; null where there is none.</summary>
    public DateTime? Modified => _stamp.Exists ? _stamp.Modified : null;

    /// <summary>Whether there is such a file, and it may be read.</summary>
    public bool IsReadable { get; private set; }

    /// <summary>Looks at the file, and reads it where it is another than before.</summary>
    /// <param name="read">Reads it. What is wrong with the file is kept as its fault.</param>
    /// <param name="always">Whether it is read in any case.</param>
    /// <returns>Whether it was read.</returns>
    public bool Refresh(Action read, bool always = false)
    {
        var file = new FileInfo(path);
        var stamp = file.Exists ? (true, file.Length, file.LastWriteTimeUtc) : default;
        if (stamp == _stamp && !always)
        {
            return false;
        }

        if (stamp != _stamp)
        {
            (_stamp, Fault) = (stamp, Refusal(file));
            IsReadable = Fault is null && file is { Exists: true, Length: > 0 };
        }

        // Nothing is to be read in an empty file; and a pipe, which looks empty, would be waited for.
        if (file.Exists && !IsReadable)
        {
            return true;
        }

        try
        {
            read();
            Fault = null;
        }
        catch (ExplainedException failure)
        {
            Fault = bounds.Shorten(failure.Message);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            Fault = bounds.Shorten(FileFailures.Explain($"cannot read '{path}'", failure).Message);
        }

        return true;
    }

    private string? Refusal(FileInfo file)
    {
        string name = bounds.RelativePath(path);
        if (!file.Exists)
        {
            return null;
        }

        if (!bounds.Contains(file))
        {
            return $"'{name}' is a link that leads out of the folder, and is not read";
        }

        return file.Length > most ? $"'{name}' has {file.Length} bytes; at most {most} are read" : null;
    }
}
