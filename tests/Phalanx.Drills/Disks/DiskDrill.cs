using Phalanx.Drills.Kills;
using Phalanx.Testing;

namespace Phalanx.Drills.Disks;

/// <summary>
/// The disk under a run is full at a random byte, becomes read-only, breaks, is slow or loses the folder. The run must outlast that, or end with a sentence and
/// leave what can be resumed; either way the metrics and weights are those of an undisturbed run.
/// </summary>
internal sealed class DiskDrill : Drill
{
    private static readonly string[] Kinds = ["qmix-hunt", "maddpg-hunt", "coma-hunt", "refil-battle", "fsv-quadratics"];

    public override string Name => "disk";

    public override string Description => "Fills, protects, breaks, slows and removes the disk under runs; nothing that was saved may be lost.";

    public override int LongCount => 350;

    public override int ShortCount => 14;

    public override DrillReport Run(DrillRequest request)
    {
        DiskOutcome[] outcomes = Enum.GetValues<DiskOutcome>();
        Dictionary<(DiskFault, DiskOutcome), int> counts = [];
        List<string> failures = [];
        using var folder = new DrillFolder();
        bool mounts = SmallDiskIsAllowed(folder);
        if (!mounts)
        {
            request.Progress.WriteLine("no file system can be mounted here, so that none is filled");
        }

        DiskFault[] faults = [.. Enum.GetValues<DiskFault>().Where(fault => mounts || fault != DiskFault.SmallFileSystem)];
        Dictionary<string, Undisturbed> undisturbed = [];
        for (int number = 0; number < request.Count; number++)
        {
            DiskFault fault = faults[number % faults.Length];
            string kind = Kinds[number / faults.Length % Kinds.Length];
            if (!undisturbed.TryGetValue(kind, out Undisturbed? peace))
            {
                request.Progress.WriteLine($"{kind}, from case {number} on");
                undisturbed[kind] = peace = Undisturbed.Train(TraineeKind.Of(kind), folder.At("undisturbed"));
            }

            folder.Delete("run");
            (DiskOutcome outcome, string? failure) = new RunOnFailingDisk(peace, fault, folder.At("run"), request.RandomOf(number)).Run();
            counts[(fault, outcome)] = counts.GetValueOrDefault((fault, outcome)) + 1;
            if (failure is not null)
            {
                failures.Add($"case {number}, {kind}, {fault}: {failure}");
            }
        }

        var table = new DrillTable(["what happens", "runs", "went on, same bits", "ended and resumed, same bits", "resumed without episodes, as told", "ended, nothing to resume", "failed"]);
        foreach (DiskFault fault in faults)
        {
            int[] row = [.. outcomes.Select(outcome => counts.GetValueOrDefault((fault, outcome)))];
            table.Add([Words(fault), row.Sum(), .. row.Cast<object>()]);
        }

        return new DrillReport(table, failures);
    }

    private static bool SmallDiskIsAllowed(DrillFolder folder)
    {
        using SmallDisk? disk = SmallDisk.TryMount(Directory.CreateDirectory(folder.At("mounted")).FullName, 1 << 20);
        return disk is not null;
    }

    private static string Words(DiskFault fault) => fault switch
    {
        DiskFault.FullForAWhile => "full at a random byte, for a while",
        DiskFault.Full => "full at a random byte",
        DiskFault.ReadOnly => "read-only from a random moment on",
        DiskFault.BrokenForAWhile => "errors at a random moment, for a while",
        DiskFault.FolderRemoved => "the folder is removed",
        DiskFault.Slow => "every write takes 2 ms",
        DiskFault.SmallFileSystem => "a mounted file system is full, later larger",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
