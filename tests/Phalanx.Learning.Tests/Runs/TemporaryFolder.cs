using Phalanx.Foundation;

namespace Phalanx.Learning.Tests.Runs;

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phalanx-");

    public string At(params string[] names) => Path.Combine([_folder.FullName, .. names]);

    public string[] Names(params string[] below) =>
        [.. Directory.EnumerateFileSystemEntries(At(below)).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    /// <summary>What the user is told, with this folder as the root of all paths.</summary>
    public string Refusal(Action action)
    {
        string message = Assert.Throws<UserErrorException>(action).Message;
        Assert.DoesNotContain('\n', message);
        return message.Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
