using System.Globalization;
using System.Security.Cryptography;
using Phalanx.Foundation;
using Phalanx.Learning.Replay;
using Phalanx.Settings;

namespace Phalanx.Learning.Runs;

/// <summary>
/// What a run can go on from elsewhere, of a run that another process may be writing: its checkpoints, and of all else what was there at the newest one.
/// Files that change are held in memory; checkpoints and segments, which change no more, are read from the disk when they are asked for.
/// </summary>
public sealed class LiveSnapshot
{
    private const int PieceBytes = 1 << 20;

    private readonly string _run;
    private readonly Dictionary<string, byte[]> _held = new(StringComparer.Ordinal);
    private readonly List<RunManifestFile> _files = [];

    private LiveSnapshot(string run) => (_run, Manifest) = (run, RunManifest.Empty);

    /// <summary>The files.</summary>
    public RunManifest Manifest { get; private set; }

    /// <summary>Takes a snapshot of a run.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="before">
    /// An earlier snapshot of the same run, whose segments need not be read again; null to read everything.
    /// </param>
    /// <returns>
    /// Null where there is no snapshot that counts: the run has no checkpoint, or lacks a part of what the newest one goes with, as a run does that is pruning
    /// what was being read and is asked again later, or one that was copied in part. An older checkpoint is not used in its place.
    /// </returns>
    /// <exception cref="ExplainedException">A file cannot be read.</exception>
    public static LiveSnapshot? Take(string run, RunManifest? before = null) =>
        Take(run, (snapshot, directory) => snapshot.Read(directory, before ?? RunManifest.Empty));

    /// <summary>
    /// Takes a snapshot of one checkpoint of a run: what it can go on from there, without other checkpoints, and without the files that tell of the machine and
    /// of the curves, which change while it is trained.
    /// </summary>
    /// <param name="run">The run directory.</param>
    /// <param name="tEnv">The environment steps of the checkpoint.</param>
    /// <param name="before">An earlier snapshot of the same run, whose segments need not be read again; null to read everything.</param>
    /// <returns>Null where the run does not have the checkpoint, or not any more, or lacks a part of what it goes with.</returns>
    /// <exception cref="ExplainedException">A file cannot be read.</exception>
    public static LiveSnapshot? TakeAt(string run, long tEnv, RunManifest? before = null) =>
        Take(run, (snapshot, directory) => snapshot.ReadAt(directory, tEnv, before ?? RunManifest.Empty));

    private static LiveSnapshot? Take(string run, Func<LiveSnapshot, RunDirectory, bool> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        if (!RunDirectory.IsAt(run))
        {
            return null;
        }

        var snapshot = new LiveSnapshot(run);
        try
        {
            return read(snapshot, RunDirectory.OpenToRead(run)) ? snapshot : null;
        }
        catch (Exception lacking) when (lacking is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
        {
            return null;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read the run '{run}'", failure);
        }
    }

    /// <summary>Reads a part of a file as it was.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="target">Is filled.</param>
    /// <exception cref="IOException">The file is gone or shorter: the run has pruned it.</exception>
    public void ReadAt(RunManifestFile file, long offset, Span<byte> target)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (_held.TryGetValue(file.Name, out byte[]? content))
        {
            content.AsSpan(checked((int)offset), target.Length).CopyTo(target);
            return;
        }

        using FileStream stream = SharedReading.Open(PathOf(file.Name));
        stream.Position = offset;
        stream.ReadExactly(target);
    }

    private bool Read(RunDirectory run, RunManifest before)
    {
        IReadOnlyList<long> checkpoints = run.Checkpoints.Available;
        if (checkpoints is not [.., long newest] || run.Checkpoints.StateOf(newest) is not { } state)
        {
            return false;
        }

        foreach (long tEnv in checkpoints)
        {
            AddCheckpoint(tEnv);
        }

        AddSegments(run, state, before, withOlder: true);
        foreach (string name in RunFileName.ChangingIn(_run))
        {
            HoldIfThere(name);
        }

        HoldIfThere(RunDirectory.ResultFile);
        return Complete(run, newest, state);
    }

    private bool ReadAt(RunDirectory run, long tEnv, RunManifest before)
    {
        if (run.Checkpoints.StateOf(tEnv) is not { } state)
        {
            return false;
        }

        AddCheckpoint(tEnv);
        AddSegments(run, state, before, withOlder: false);
        return Complete(run, tEnv, state);
    }

    /// <summary>Adds what both kinds of snapshots have beside checkpoints and segments.</summary>
    private bool Complete(RunDirectory run, long newest, CheckpointState state)
    {
        Hold(RunDirectory.SettingsFile);
        if (!HoldRows(state.MetricsRows))
        {
            return false;
        }

        HoldIfThere("environment.json");
        foreach (string name in RunFileName.InputsIn(_run))
        {
            // It is called by its checksum, which who receives it looks at.
            _files.Add(new RunManifestFile(name, new FileInfo(PathOf(name)).Length, InputFiles.SumOf(Path.GetFileName(name))));
        }

        foreach (string name in RecordsUpTo(run, state.LastTest))
        {
            AddWhole(name);
        }

        Manifest = new RunManifest(newest, [.. _files.OrderBy(file => file.Name, StringComparer.Ordinal)]);
        return run.Checkpoints.Has(newest);
    }

    private void AddCheckpoint(long tEnv)
    {
        foreach (string file in (string[])[CheckpointFiles.Weights, CheckpointFiles.Optimiser, CheckpointFiles.State])
        {
            AddWhole(string.Create(CultureInfo.InvariantCulture, $"checkpoints/{tEnv}/{file}"));
        }
    }

    private static IEnumerable<string> RecordsUpTo(RunDirectory run, long lastTest) => !Directory.Exists(run.RecordsPath)
        ? []
        : Directory.EnumerateFiles(run.RecordsPath)
            .Select(path => $"records/{Path.GetFileName(path)}")
            .Where(RunFileName.IsOne)
            .Where(name => long.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture) <= lastTest)
            .Order(StringComparer.Ordinal);

    /// <summary>The segments of the newest checkpoint up to where they were then, and the older ones that earlier checkpoints may need.</summary>
    private void AddSegments(RunDirectory run, CheckpointState state, RunManifest before, bool withOlder)
    {
        ReplayMark? mark = state.Replay is { } saved ? ReplayMark.Of(saved) : null;
        if (mark?.Segments is not { Count: > 0 } segments)
        {
            return;
        }

        long first = segments.Min(segment => SegmentFormat.FirstEpisodeOf(segment.File) ?? 0);
        IEnumerable<(string File, long Bytes)> older = !withOlder ? [] : Directory.EnumerateFiles(run.ReplayPath, SegmentFormat.NamePattern)
            .Where(path => SegmentFormat.FirstEpisodeOf(Path.GetFileName(path)) < first)
            .Select(path => (Path.GetFileName(path), new FileInfo(path).Length));
        foreach ((string file, long bytes) in older.Concat(segments.Select(segment => (segment.File, segment.Bytes))))
        {
            string name = $"replay/{file}";
            using FileStream stream = SharedReading.Open(PathOf(name));
            var segment = new RunManifestFile(name, bytes, "");
            _files.Add(segment with { Checksum = RunFileSum.Of(stream, segment, before.Find(name)) });
        }
    }

    private void AddWhole(string name)
    {
        using FileStream stream = SharedReading.Open(PathOf(name), PieceBytes);
        _files.Add(new RunManifestFile(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream))));
    }

    private void HoldIfThere(string name)
    {
        if (File.Exists(PathOf(name)))
        {
            Hold(name);
        }
    }

    private void Hold(string name) => Hold(name, SharedReading.AllBytes(PathOf(name)));

    /// <summary>Header and rows of the metrics at the checkpoint; false where there are fewer.</summary>
    private bool HoldRows(int rows)
    {
        byte[] content = SharedReading.AllBytes(PathOf(RunDirectory.TestsFile));
        int end = 0;
        for (int line = 0; line <= rows; line++)
        {
            int length = content.AsSpan(end).IndexOf((byte)'\n');
            if (length < 0)
            {
                return false;
            }

            end += length + 1;
        }

        Hold(RunDirectory.TestsFile, content[..end]);
        return true;
    }

    private void Hold(string name, byte[] content)
    {
        _held[name] = content;
        _files.Add(new RunManifestFile(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
    }

    private string PathOf(string name) => Path.Combine(_run, name.Replace('/', Path.DirectorySeparatorChar));
}
