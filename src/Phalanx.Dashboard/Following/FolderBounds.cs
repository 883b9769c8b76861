using Phalanx.Foundation;

namespace Phalanx.Dashboard.Following;

/// <summary>
/// The folder that is shown, and what lies in it. A link may lead out of it, and what it leads to is not shown: the place that a file really is at
/// decides, and not the path it was found by.
/// </summary>
internal sealed class FolderBounds
{
    private readonly string _inside;

    public FolderBounds(string folder)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string real = new DirectoryInfo(Root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Root;
        _inside = Path.TrimEndingDirectorySeparator(real) + Path.DirectorySeparatorChar;
    }

    /// <summary>The folder, with its whole path.</summary>
    public string Root { get; }

    /// <summary>What the folder is called.</summary>
    public string Name => Path.GetFileName(Root) is { Length: > 0 } name ? name : Root;

    /// <summary>Whether a file may be opened: it is no link, or one that stays in the folder.</summary>
    public bool Contains(FileSystemInfo file)
    {
        if (file.LinkTarget is null)
        {
            // Folders that are links are not entered, so a file that is none lies where its path says.
            return true;
        }

        string? real;
        try
        {
            real = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            return false; // links that lead to each other lead nowhere
        }

        return real is not null && Path.GetFullPath(real).StartsWith(_inside, StringComparison.Ordinal);
    }

    /// <summary>The path from the folder, with forward slashes.</summary>
    public string RelativePath(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>A sentence with paths as they are from the folder.</summary>
    public string Shorten(string sentence) => sentence.Replace(Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
