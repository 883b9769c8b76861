using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Studies.Transfers;

/// <summary>
/// A run that another machine trains, as it arrives here: a run directory that grows in the order in which a trainer would write it, so that it can be
/// resumed from at any moment, even where a process is ended between two writes. Nothing counts before all of a snapshot is here and every checksum is right.
/// </summary>
/// <remarks>
/// Segments only grow and what follows a checkpoint's mark is cut by who resumes, so their bytes go to their place at once. All other files are staged
/// beside the run and moved when the snapshot is complete. One thread at a time.
/// </remarks>
public sealed class ReceivedRun
{
    private const int BufferBytes = 1 << 16;

    private readonly string _run;
    private readonly string _staging;

    /// <summary>The run in a folder, which need not exist.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="staging">Where files wait until their snapshot is complete; on the same disk.</param>
    public ReceivedRun(string run, string staging)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        ArgumentException.ThrowIfNullOrEmpty(staging);
        (_run, _staging) = (run, staging);
        Manifest = LiveSnapshot.Take(run)?.Manifest ?? RunManifest.Empty;
    }

    /// <summary>The run directory.</summary>
    public string Path => _run;

    /// <summary>What is here whole, and can be gone on from.</summary>
    public RunManifest Manifest { get; private set; }

    /// <summary>Forgets what came of a snapshot that was not completed.</summary>
    public void Clear()
    {
        if (Directory.Exists(_staging))
        {
            FileWriting.DeleteFolder(_staging);
        }

        foreach (RunManifestFile segment in Manifest.Files.Where(file => file.Grows))
        {
            using FileStream stream = FileWriting.Open(PathOf(segment.Name), FileMode.Open, FileShare.Read);
            stream.SetLength(segment.Bytes);
        }
    }

    /// <summary>Takes a part of a file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="bytes">The part.</param>
    /// <exception cref="InvalidDataException">It is no file of a run, or the part does not belong there.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string name, long offset, ReadOnlySpan<byte> bytes)
    {
        if (!RunFileName.IsOne(name))
        {
            throw new InvalidDataException($"{Shown.Name(name)} is no file of a run");
        }

        bool grows = RunFileName.Grows(name);
        string path = grows ? PathOf(name) : StagedOf(name);
        FileWriting.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        using FileStream stream = FileWriting.Open(path, FileMode.OpenOrCreate, FileShare.Read);
        if (offset == 0 && !grows)
        {
            stream.SetLength(0);
        }

        if (offset < (Manifest.Find(name) is { Grows: true } before ? before.Bytes : 0) || offset > stream.Length)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a part of {name} begins at {offset}, where none can begin"));
        }

        stream.Position = offset;
        stream.Write(bytes);
    }

    /// <summary>Reads a part of a file of the snapshot.</summary>
    /// <param name="name">The file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="target">Is filled, as far as the snapshot goes.</param>
    /// <returns>How many bytes were read.</returns>
    /// <exception cref="InvalidDataException">The snapshot has no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public int ReadAt(string name, long offset, Span<byte> target)
    {
        RunManifestFile file = Manifest.Find(name) ?? throw new InvalidDataException($"the snapshot has no {Shown.Name(name)}");
        int length = (int)Math.Clamp(file.Bytes - offset, 0, target.Length);
        using FileStream stream = SharedReading.Open(PathOf(name));
        stream.Position = offset;
        stream.ReadExactly(target[..length]);
        return length;
    }

    /// <summary>Checks a snapshot whose parts came, and makes it the one that counts.</summary>
    /// <param name="manifest">What it consists of. Files that have not changed since the last one need not have come.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the last snapshot still counts then.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Take(RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        manifest.ThrowIfImpossible();
        List<RunManifestFile> fresh = [];
        foreach (RunManifestFile file in manifest.Files)
        {
            if (file.Grows)
            {
                CheckSegment(file);
            }
            else if (Manifest.Find(file.Name) != file)
            {
                CheckStaged(file);
                fresh.Add(file);
            }
        }

        // In the order of a trainer: what a checkpoint needs, the checkpoint, then what tells of it.
        foreach (IGrouping<string, RunManifestFile> checkpoint in fresh.Where(IsOfCheckpoint).GroupBy(file => System.IO.Path.GetDirectoryName(file.Name)!).ToArray())
        {
            MoveCheckpoint(checkpoint.Key);
        }

        foreach (RunManifestFile file in fresh.Where(file => !IsOfCheckpoint(file)).OrderBy(file => file.Name == RunDirectory.ResultFile))
        {
            string path = PathOf(file.Name);
            FileWriting.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
            FileWriting.MoveFile(StagedOf(file.Name), path);
        }

        Manifest = manifest;
    }

    /// <summary>Deletes what the snapshot that counts does not have: pruned checkpoints, and segments that none needs any more.</summary>
    public void Prune()
    {
        var names = Manifest.Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(_run, "*", SearchOption.AllDirectories).ToArray())
        {
            string name = System.IO.Path.GetRelativePath(_run, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
            if (RunFileName.IsOne(name) && !names.Contains(name))
            {
                FileWriting.DeleteFile(path);
                string folder = System.IO.Path.GetDirectoryName(path)!;
                if (!Directory.EnumerateFileSystemEntries(folder).Any())
                {
                    FileWriting.DeleteFolder(folder);
                }
            }
        }

        if (Directory.Exists(_staging))
        {
            FileWriting.DeleteFolder(_staging);
        }
    }

    private static bool IsOfCheckpoint(RunManifestFile file) => file.Name.StartsWith("checkpoints/", StringComparison.Ordinal);

    private void CheckSegment(RunManifestFile file)
    {
        string path = PathOf(file.Name);
        if (!File.Exists(path) || new FileInfo(path).Length < file.Bytes)
        {
            throw new InvalidDataException($"a part of {file.Name} is missing");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        if (RunFileSum.Of(stream, file, Manifest.Find(file.Name)) != file.Checksum)
        {
            throw new InvalidDataException($"the checksum of {file.Name} is wrong");
        }

        stream.SetLength(file.Bytes); // what follows is of a snapshot that did not come whole
        stream.Flush(flushToDisk: true);
    }

    private void CheckStaged(RunManifestFile file)
    {
        string path = StagedOf(file.Name);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{file.Name} is missing");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, BufferBytes);
        if (stream.Length != file.Bytes || RunFileSum.Of(stream, file) != file.Checksum)
        {
            throw new InvalidDataException($"the checksum of {file.Name} is wrong");
        }

        stream.Flush(flushToDisk: true);
    }

    /// <summary>Puts a checkpoint in its place as a whole. One of that progress that is there already gives the files that did not change.</summary>
    private void MoveCheckpoint(string name)
    {
        string target = PathOf(name);
        string staged = StagedOf(name);
        FileWriting.CreateFolder(System.IO.Path.GetDirectoryName(target)!);
        if (Directory.Exists(target))
        {
            foreach (string kept in Directory.GetFiles(target).Where(path => !File.Exists(System.IO.Path.Combine(staged, System.IO.Path.GetFileName(path)))))
            {
                File.Copy(kept, System.IO.Path.Combine(staged, System.IO.Path.GetFileName(kept)));
            }

            FileWriting.DeleteFolder(target);
        }

        FileWriting.MoveFolder(staged, target);
    }

    private string PathOf(string name) => System.IO.Path.Combine(_run, name.Replace('/', System.IO.Path.DirectorySeparatorChar));

    private string StagedOf(string name) => System.IO.Path.Combine(_staging, name.Replace('/', System.IO.Path.DirectorySeparatorChar));
}
