namespace Phalanx.Settings.Tests;

/// <summary>A file of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phalanx-");

    public TemporaryFile(string text)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "run.yaml");
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
