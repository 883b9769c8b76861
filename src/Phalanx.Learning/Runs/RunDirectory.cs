using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The folder of one run: its settings, metrics, events, checkpoints and summary. Any process may read it while it is being written; only
/// one process at a time may write it.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    /// <summary>The name of the file of settings, by which a run directory is known.</summary>
    public const string SettingsFile = "settings.yaml";

    /// <summary>The name of the file of the result; a run that has it was ended.</summary>
    public const string ResultFile = "summary.json";

    internal const string TestsFile = "metrics.csv";
    /// <summary>The file that tells how far the run is.</summary>
    public const string ProgressFile = "progress.json";

    private readonly RunLock? _lock;

    private RunDirectory(string path, RunLock? held)
    {
        Path = path;
        _lock = held;
        Checkpoints = new CheckpointStore(System.IO.Path.Combine(path, "checkpoints"));
    }

    /// <summary>The files that figures of every finished run are read from.</summary>
    private static readonly string[] FilesOfResult = [SettingsFile, TestsFile, ResultFile];

    /// <summary>The folder, as it was given.</summary>
    public string Path { get; }

    /// <summary>The complete, resolved settings.</summary>
    public string SettingsPath => SettingsOf(Path);

    /// <summary>One row per evaluation; see <see cref="MetricsFile"/>.</summary>
    public string MetricsPath => System.IO.Path.Combine(Path, TestsFile);

    /// <summary>Final and best figures; see <see cref="RunSummary"/>.</summary>
    public string SummaryPath => System.IO.Path.Combine(Path, ResultFile);

    /// <summary>What the run was trained on; see <see cref="RunHistory"/>.</summary>
    public string MachinePath => System.IO.Path.Combine(Path, "machine.json");

    /// <summary>What the environment is, without its settings; see <see cref="RunEnvironment"/>. Runs of older versions do not have it.</summary>
    public string EnvironmentPath => System.IO.Path.Combine(Path, "environment.json");

    /// <summary>How far the run is and whether it is alive; see <see cref="RunStatus"/>. It need not exist.</summary>
    public string ProgressPath => System.IO.Path.Combine(Path, ProgressFile);

    /// <summary>The folder of the replayed episodes' segments. It need not exist.</summary>
    public string ReplayPath => System.IO.Path.Combine(Path, "replay");

    /// <summary>The folder of the records of tests. It need not exist.</summary>
    public string RecordsPath => System.IO.Path.Combine(Path, "records");

    /// <summary>What the run can be continued or evaluated from.</summary>
    public CheckpointStore Checkpoints { get; }

    /// <summary>The default folder of a run: <c>runs/&lt;algorithm&gt;/&lt;environment&gt;/&lt;seed&gt;</c>.</summary>
    public static string DefaultPath(string algorithm, string environment, ulong seed) =>
        System.IO.Path.Combine(["runs", algorithm, .. environment.Split('/'), seed.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Whether a folder is a run directory.</summary>
    public static bool IsAt(string path) => File.Exists(SettingsOf(path));

    /// <summary>Whether a process writes the run in a folder now.</summary>
    public static bool IsBeingWritten(string path) => RunLock.IsHeld(path);

    /// <summary>Whether figures of a finished run are read from a file: such are enough to keep a result.</summary>
    public static bool IsOfResult(string name) => FilesOfResult.Contains(name) || RunFileName.IsInput(name);

    /// <summary>Begins a run: makes its folder, takes the right to write it and writes the settings.</summary>
    /// <param name="path">A folder that does not exist yet, or is empty.</param>
    /// <param name="settings">The content of <c>settings.yaml</c>.</param>
    /// <param name="inputs">The files that lie beside the settings, by the names that these have for them; by default none.</param>
    /// <exception cref="UserErrorException">There is something at the path already, or it cannot be written.</exception>
    public static RunDirectory Create(string path, string settings, IReadOnlyDictionary<string, string>? inputs = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            FileWriting.CreateFolder(path);
            RequireEmpty(path);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot create the run folder '{path}'", failure);
        }

        return Locked(path, run =>
        {
            // Again, because another process may have begun a run here, and even ended it, before the lock was taken.
            RequireEmpty(path);
            AtomicFile.DeleteRemains(path);
            foreach ((string name, string file) in inputs ?? new Dictionary<string, string>())
            {
                InputFiles.Put(file, name, path);
            }

            run.WriteSettings(settings);
        });
    }

    /// <summary>Opens a run to continue it, takes the right to write it, and deletes what a killed process left half written.</summary>
    /// <exception cref="UserErrorException">There is no run, another process writes it, or it cannot be written.</exception>
    public static RunDirectory OpenToWrite(string path)
    {
        RequireRun(path);
        return Locked(path, run =>
        {
            foreach (string folder in (string[])[path, run.ReplayPath, run.RecordsPath])
            {
                AtomicFile.DeleteRemains(folder);
            }
        });
    }

    /// <summary>Opens a run to read it or to evaluate its team, also while another process writes it.</summary>
    /// <exception cref="UserErrorException">There is no run.</exception>
    public static RunDirectory OpenToRead(string path)
    {
        RequireRun(path);
        return new RunDirectory(path, null);
    }

    /// <summary>The content of <c>settings.yaml</c>.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public string ReadSettings()
    {
        try
        {
            using StreamReader reader = new(SharedReading.Open(SettingsPath));
            return reader.ReadToEnd();
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read the settings of the run '{Path}'", failure);
        }
    }

    /// <summary>Replaces <c>settings.yaml</c>: a run that is continued for longer has other settings from then on.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The run was opened to read.</exception>
    public void WriteSettings(string settings)
    {
        if (_lock is null)
        {
            throw new InvalidOperationException($"The run '{Path}' was opened to read.");
        }

        AtomicFile.WriteAllText(SettingsPath, settings);
    }

    /// <summary>Releases the right to write.</summary>
    public void Dispose() => _lock?.Dispose();

    private static RunDirectory Locked(string path, Action<RunDirectory> prepare)
    {
        var run = new RunDirectory(path, RunLock.Take(path));
        bool prepared = false;
        try
        {
            prepare(run);
            prepared = true;
            return run;
        }
        finally
        {
            if (!prepared)
            {
                run.Dispose();
            }
        }
    }

    private static void RequireEmpty(string path)
    {
        if (Directory.EnumerateFileSystemEntries(path).Any(entry => !IsRemains(System.IO.Path.GetFileName(entry))))
        {
            throw new UserErrorException(
                $"the run folder '{path}' exists already and is not empty; resume that run, or choose another folder or seed");
        }
    }

    /// <summary>Whether a process left it that ended before it had written its settings: a lock, files that they name, or what was to become the settings.</summary>
    private static bool IsRemains(string name) => name is RunLock.FileName or InputFiles.Folder || AtomicFile.IsTemporary(name);

    private static void RequireRun(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            throw new UserErrorException($"there is no run at '{path}'");
        }

        if (!IsAt(path))
        {
            throw new UserErrorException($"'{path}' is not a run directory, or a damaged one: it has no settings.yaml");
        }
    }

    private static string SettingsOf(string path) => System.IO.Path.Combine(path, SettingsFile);
}
