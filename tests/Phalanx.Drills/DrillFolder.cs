namespace Phalanx.Drills;

/// <summary>A folder of a drill's own, gone when the drill ends.</summary>
internal sealed class DrillFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phalanx-drill-");

    /// <summary>A path below it; nothing need stand there.</summary>
    public string At(params string[] names) => Path.Combine([_folder.FullName, .. names]);

    /// <summary>Deletes a folder below it, if there is one.</summary>
    public void Delete(string name)
    {
        if (Directory.Exists(At(name)))
        {
            Directory.Delete(At(name), recursive: true);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
