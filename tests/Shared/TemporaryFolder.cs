using Phalanx.Foundation;

namespace Phalanx.Testing;

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phalanx-");

    /// <summary>The folder itself.</summary>
    public string Path => _folder.FullName;

    /// <summary>A path below it; nothing need stand there.</summary>
    public string At(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>The same, short enough for the middle of a command line.</summary>
    public string this[string name] => At(name);

    /// <summary>Writes a file of text, with the folders that it needs, and returns its path.</summary>
    public string Write(string name, string text)
    {
        string path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>What stands in it, or in a folder below it, in the order of the names.</summary>
    public string[] Names(params string[] below) =>
        [.. new DirectoryInfo(At(below)).EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal)];

    /// <summary>The one line by which an action is refused, with this folder as the root of all paths.</summary>
    public string Refusal(Action action)
    {
        string message = Assert.Throws<UserErrorException>(action).Message;
        Assert.DoesNotContain('\n', message);
        return message.Replace(Path + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
