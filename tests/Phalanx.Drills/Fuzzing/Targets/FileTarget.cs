namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>A kind of file that is read off the disk.</summary>
/// <param name="path">Where the cases are put.</param>
internal abstract class FileTarget(string path) : FuzzTarget
{
    /// <summary>Where the case is that is read.</summary>
    protected string Path { get; } = path;

    /// <inheritdoc/>
    public override void Read(FuzzCase fuzzed)
    {
        File.WriteAllBytes(Path, fuzzed.Content);
        ReadFile(fuzzed);
    }

    /// <summary>Reads the file.</summary>
    protected abstract void ReadFile(FuzzCase fuzzed);
}
