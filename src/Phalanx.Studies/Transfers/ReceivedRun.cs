using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Studies.Transfers;

/// <summary>
/// A run that another machine trains, as it arrives here: a run directory that grows in the order in which a trainer would write it, so that it can be
/// resumed from at any moment, even where a process is ended between two writes. Nothing counts before all of a snapshot is here and every checksum is right,
/// and nothing counts of a folder whose newest checkpoint lacks a part of what it goes with: the run comes anew then.
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
        Manifest = Counting(RunManifest.Empty);
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
            Cut(segment);
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

        try
        {
            foreach (RunManifestFile segment in manifest.Files.Where(file => file.Grows))
            {
                Cut(segment);
            }

            Move(fresh);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            Manifest = Counting(Manifest); // some of it was moved, so that the files may be those of neither manifest
            throw;
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

    /// <summary>What can be gone on from, as the files tell.</summary>
    private RunManifest Counting(RunManifest known) => LiveSnapshot.Take(_run, known)?.Manifest ?? RunManifest.Empty;

    private void CheckSegment(RunManifestFile file)
    {
        RunManifestFile? known = Manifest.Find(file.Name);
        if (file.Bytes < known?.Bytes)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"{file.Name} has {file.Bytes} bytes, fewer than the {known.Bytes} of the snapshot before, and it only grows"));
        }

        string path = PathOf(file.Name);
        if (!File.Exists(path) || new FileInfo(path).Length < file.Bytes)
        {
            throw new InvalidDataException($"a part of {file.Name} is missing");
        }

        using FileStream stream = SharedReading.Open(path);
        if (RunFileSum.Of(stream, file, known) != file.Checksum)
        {
            throw new InvalidDataException($"the checksum of {file.Name} is wrong");
        }
    }

    /// <summary>Cuts what follows in a segment, which is of a snapshot that did not come whole. One that is shorter is damaged, and is not filled up with zeros.</summary>
    private void Cut(RunManifestFile segment)
    {
        using FileStream stream = FileWriting.Open(PathOf(segment.Name), FileMode.Open, FileShare.Read);
        if (stream.Length > segment.Bytes)
        {
            stream.SetLength(segment.Bytes);
        }

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

    /// <summary>
    /// In the order of a trainer: what a checkpoint goes with, the checkpoint, then the result that tells of it. Until the checkpoint is there, the one before it
    /// counts, and goes with the first rows of metrics that have more.
    /// </summary>
    private void Move(IReadOnlyList<RunManifestFile> fresh)
    {
        foreach (RunManifestFile file in fresh.Where(file => !IsOfCheckpoint(file) && file.Name != RunDirectory.ResultFile))
        {
            MoveFile(file.Name);
        }

        foreach (IGrouping<string, RunManifestFile> checkpoint in fresh.Where(IsOfCheckpoint).GroupBy(file => System.IO.Path.GetDirectoryName(file.Name)!))
        {
            MoveCheckpoint(checkpoint.Key);
        }

        if (fresh.Any(file => file.Name == RunDirectory.ResultFile))
        {
            MoveFile(RunDirectory.ResultFile);
        }
    }

    private void MoveFile(string name)
    {
        string path = PathOf(name);
        FileWriting.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        FileWriting.MoveFile(StagedOf(name), path);
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
