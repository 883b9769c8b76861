using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>What a snapshot of a run consists of: every file with its length and checksum. Two snapshots with equal manifests are equal files.</summary>
/// <param name="TEnv">The environment steps of the newest checkpoint.</param>
/// <param name="Files">The files, ordered by name.</param>
public sealed record RunManifest(long TEnv, IReadOnlyList<RunManifestFile> Files)
{
    /// <summary>A snapshot of nothing: the run begins.</summary>
    public static RunManifest Empty { get; } = new(0, []);

    /// <summary>How many bytes the files have together.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>The file of a name; null where there is none.</summary>
    public RunManifestFile? Find(string name) => Files.FirstOrDefault(file => file.Name == name);

    /// <summary>
    /// Refuses what no snapshot can have: it may come from another machine. Names are those of a run's files and of nothing else, each once, so that
    /// none leads out of the run's folder.
    /// </summary>
    /// <exception cref="InvalidDataException">Something in it cannot be.</exception>
    public void ThrowIfImpossible()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (RunManifestFile file in Files)
        {
            if (!RunFileName.IsOne(file.Name) || !names.Add(file.Name))
            {
                throw new InvalidDataException($"the manifest names {Shown.Name(file.Name)}, which is no file of a run or stands there twice");
            }

            if (file.Bytes < 0 || !file.HasChecksum)
            {
                throw new InvalidDataException($"the manifest says of {file.Name} what cannot be");
            }
        }

        if (TEnv < 0 || (Files.Count > 0 && !names.Contains(RunDirectory.SettingsFile)))
        {
            throw new InvalidDataException("the manifest is of no run");
        }
    }
}

/// <summary>A file of a snapshot.</summary>
/// <param name="Name">Its path in the run directory, with forward slashes.</param>
/// <param name="Bytes">How many of its bytes belong to the snapshot.</param>
/// <param name="Checksum">
/// SHA-256 of them in hexadecimal digits. Of a segment of episodes, which only grows and has a checksum in every record, the CRC-32C: it runs on as the
/// segment grows, so that a snapshot costs what is new.
/// </param>
public sealed record RunManifestFile(string Name, long Bytes, string Checksum)
{
    /// <summary>Whether it only grows.</summary>
    public bool Grows => RunFileName.Grows(Name);

    /// <summary>Whether the checksum has the form that its kind of file has.</summary>
    internal bool HasChecksum => Checksum.Length == (Grows ? 8 : 64) && Checksum.All(digit => char.IsAsciiHexDigitLower(digit));
}
