namespace Phalanx.Foundation.Tests;

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phalanx-");

    public string[] Names => [.. _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal)];

    public string At(params string[] names) => Path.Combine([_folder.FullName, .. names]);

    public void Dispose() => _folder.Delete(recursive: true);
}
