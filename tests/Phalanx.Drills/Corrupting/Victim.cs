using System.Globalization;
using System.Text.RegularExpressions;
using Phalanx.Dashboard.Curves;
using Phalanx.Dashboard.Following;
using Phalanx.Drills.Kills;

namespace Phalanx.Drills.Corrupting;

/// <summary>A run that is damaged, another one whose files are put in its place, and what comes of the run undamaged.</summary>
internal sealed partial class Victim
{
    public const string Evaluate = "evaluate";
    public const string Report = "report";
    public const string Replay = "replay";

    private const long Steps = 240;
    private const long Longer = 360;

    private readonly DrillFolder _folder;
    private readonly string _run;
    private readonly string _stranger;
    private readonly RunResult _result;

    public Victim(DrillFolder folder)
    {
        _folder = folder;
        _run = SampleRun.Train(folder.At("run"), steps: Steps);
        _stranger = SampleRun.Train(folder.At("stranger"), seed: 4, steps: Steps);
        Files = [.. Directory.EnumerateFiles(_run, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_run, file))
            .Where(file => new FileInfo(Path.Combine(_run, file)).Length > 0)
            .Order(StringComparer.Ordinal)];

        // Twice, since the first time more is allocated than ever after.
        RunResult? result = null;
        for (int round = 0; round < 2; round++)
        {
            string work = NewCopy();
            Readers = [.. ((string[])[Evaluate, Report, Replay]).Select(command => (command, Sound(RunReader(command, work))))];
            UndamagedResume = Sound(Resume(work));
            result = new RunResult(work);
        }

        _result = result!;
    }

    /// <summary>The files, by their paths in the run.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What commands that read runs do with the undamaged one.</summary>
    public IReadOnlyList<(string Command, ToolRun Undamaged)> Readers { get; } = [];

    /// <summary>What it takes to resume the undamaged one.</summary>
    public ToolRun UndamagedResume { get; } = null!;

    /// <summary>A name for a file and those like it: numbers do not tell files apart, but whether a checkpoint is the last one does.</summary>
    public static string KindOf(string file)
    {
        string last = $"checkpoints/{Steps}/".Replace('/', Path.DirectorySeparatorChar);
        return Events().Replace(Numbers().Replace(file.Replace(last, "checkpoints/last/", StringComparison.Ordinal), "N"), "events").Replace('\\', '/');
    }

    /// <summary>Looks at a run as the dashboard does.</summary>
    /// <returns>What went wrong; null for nothing.</returns>
    public static string? Look(string work)
    {
        try
        {
            var bounds = new FolderBounds(Path.GetDirectoryName(work)!);
            foreach (FolderPlace place in RunScan.Of(bounds).Where(place => place.Folder == work))
            {
                var run = new FollowedRun(place, bounds, TimeProvider.System);
                run.Look();
                _ = run.Read(rows => rows.Rows);
                _ = TrainingTimes.Of(work, bounds.Contains).At(40);
            }

            return null;
        }
#pragma warning disable CA1031 // Every failure is what the drill looks for.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"{failure.GetType().Name}: {failure.Message} {failure.StackTrace?.Split('\n')[0].Trim()}";
        }
    }

    /// <summary>Whether the settings of a copy are others: they are the user's own, who may change them.</summary>
    public static bool IsUsers(string work, Victim victim)
    {
        string settings = Path.Combine(work, "settings.yaml");
        return File.Exists(settings) && !File.ReadAllBytes(settings).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(victim._run, "settings.yaml")));
    }

    /// <summary>The same file of the other run.</summary>
    public string StrangersFile(string file) => KindOf(file) == "events"
        ? Directory.EnumerateFiles(_stranger, "events.*").First()
        : Path.Combine(_stranger, file);

    /// <summary>A copy of the run, always at the same place.</summary>
    public string NewCopy()
    {
        string work = _folder.At("work");
        _folder.Delete("work");
        foreach (string file in Files)
        {
            string target = Path.Combine(work, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(_run, file), target);
        }

        return work;
    }

    /// <summary>Runs a command that reads a run.</summary>
    public ToolRun RunReader(string command, string work)
    {
        _folder.Delete("report");
        return command switch
        {
            Evaluate => ToolRun.Of(Evaluate, work, "--episodes", "2", "--json"),
            Report => ToolRun.Of(Report, work, "--out", _folder.At("report")),
            _ => ToolRun.Of([Replay, .. Files.Where(file => file.EndsWith(".phxr", StringComparison.Ordinal)).Select(file => Path.Combine(work, file)), "--out", _folder.At("replay.html")]),
        };
    }

    /// <summary>Resumes a run for longer.</summary>
    public ToolRun Resume(string work) => ToolRun.Of("resume", work, "--steps", Longer.ToString(CultureInfo.InvariantCulture));

    /// <summary>The first file that is not as it is of the undamaged run, in the end; null where all are.</summary>
    public string? Difference(string work) => _result.FirstDifference(new RunResult(work));

    /// <summary>Deletes the checkpoint that a refusal says must be deleted to go on from the one before it.</summary>
    public bool DeletesAsTold(string work, string refusal)
    {
        if (!refusal.Contains("delete its folder to continue from the one before it", StringComparison.Ordinal))
        {
            return false;
        }

        Directory.Delete(Path.Combine(work, "checkpoints", Steps.ToString(CultureInfo.InvariantCulture)), recursive: true);
        return true;
    }

    private static ToolRun Sound(ToolRun run) =>
        run.Crash is null && run.Refusal is null ? run : throw new InvalidOperationException($"an undamaged run fails: {run.Crash}{run.Refusal}");

    [GeneratedRegex(@"(?<=[/\\-])[0-9]+(?=[/\\.])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^events\.out.*$")]
    private static partial Regex Events();
}
