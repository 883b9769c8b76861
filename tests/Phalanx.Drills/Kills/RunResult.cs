namespace Phalanx.Drills.Kills;

/// <summary>
/// What a run came to, as bytes: its metrics, and the weights and optimisers of its last checkpoint. Not its state.json, which tells how the replay is cut into
/// segments: that depends on when the run was stopped.
/// </summary>
internal sealed class RunResult
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Reads it.</summary>
    public RunResult(string folder)
    {
        Add(folder, "metrics.csv");
        string last = new DirectoryInfo(Path.Combine(folder, "checkpoints")).EnumerateDirectories()
            .MaxBy(checkpoint => long.TryParse(checkpoint.Name, out long steps) ? steps : -1)!.FullName;
        foreach (string file in Directory.EnumerateFiles(last, "*.safetensors"))
        {
            Add(folder, Path.GetRelativePath(folder, file));
        }
    }

    /// <summary>The first file that is not the same in both; null where all are.</summary>
    public string? FirstDifference(RunResult other) =>
        _files.Keys.Union(other._files.Keys).Order(StringComparer.Ordinal).FirstOrDefault(name =>
            !_files.TryGetValue(name, out byte[]? mine) || !other._files.TryGetValue(name, out byte[]? its) || !mine.AsSpan().SequenceEqual(its));

    private void Add(string folder, string name) => _files[name] = File.ReadAllBytes(Path.Combine(folder, name));
}
