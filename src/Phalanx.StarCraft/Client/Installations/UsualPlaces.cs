using Phalanx.Foundation;

namespace Phalanx.StarCraft.Client;

/// <summary>
/// Where the game lies when no one says so: where its installer puts it, or where a file says that it was started from last.
/// </summary>
/// <param name="system">The operating system.</param>
/// <param name="home">The user's own folder.</param>
/// <param name="documents">The user's documents, of Windows.</param>
internal sealed class UsualPlaces(GameSystem system, string home, string documents)
{
    private const string Key = "executable";

    /// <summary>Those of this user.</summary>
    public static UsualPlaces Current => new(
        GameSystems.Current,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments));

    /// <summary>The place that is looked at first where there is nothing to read it from, for the sentence that tells of it.</summary>
    public string Default => system switch
    {
        GameSystem.Windows => "C:/Program Files (x86)/StarCraft II",
        GameSystem.MacOs => "/Applications/StarCraft II",
        _ => Path.Combine(home, "StarCraftII"),
    };

    /// <summary>The places, the likeliest first.</summary>
    public IEnumerable<string> All => FromFile() is { } told ? [told, Default] : [Default];

    private string? FileOfGame => system switch
    {
        GameSystem.Windows => Path.Combine(documents, "StarCraft II", "ExecuteInfo.txt"),
        GameSystem.MacOs => Path.Combine(home, "Library/Application Support/Blizzard", "StarCraft II", "ExecuteInfo.txt"),
        _ => null,
    };

    /// <summary>The folder above a file, so many times. Separators are those of any system.</summary>
    private static string Above(string path, int levels)
    {
        for (; levels > 0; levels--)
        {
            path = path[..Math.Max(0, path.LastIndexOfAny(['/', '\\']))];
        }

        return path;
    }

    /// <summary>The folder of the program that was started last; null where that is not written down.</summary>
    private string? FromFile()
    {
        if (FileOfGame is not { } file || !File.Exists(file))
        {
            return null;
        }

        foreach (string line in SharedReading.AllText(file).Split('\n'))
        {
            // The game ends its path with zeros.
            string text = line.Replace("\0", "", StringComparison.Ordinal);
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && text[..equals].Trim() == Key && Above(text[(equals + 1)..].Trim(), GameSystems.DepthOf(system)) is { Length: > 0 } folder)
            {
                return folder;
            }
        }

        return null;
    }
}
