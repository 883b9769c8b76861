using Phalanx.Cluster.Hubs;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Workers;
using Phalanx.Foundation;
using Phalanx.Studies.Slots;

namespace Phalanx.Cli.Clusters;

/// <summary>Runs a hub until it is interrupted, and a worker beside it where that is asked for.</summary>
internal static class ClusterStart
{
    /// <summary>The folder of a hub that is given none.</summary>
    public const string DefaultFolder = "cluster";

    public static async Task Run(HubOptions options, bool work, Library library, TextWriter output, CancellationToken cancellation)
    {
        MakeKeysIfMissing(options.Folder, output.WriteLine);

        ClusterHub hub = await ClusterHub.Start(options, library.Environments, library.Algorithms, line => output.WriteLine(line), cancellation).ConfigureAwait(false);
        await using (hub.ConfigureAwait(false))
        {
            string key = Path.Combine(options.Folder, ClusterKey.WorkerFile);
            output.WriteLine($"hub at {options.Listen}; on other machines: phalanx cluster join {options.Listen} --key {ClusterKey.WorkerFile}, with a copy of {Shown.Name(key)}");
            foreach (string trouble in hub.Status().Troubles)
            {
                output.WriteLine($"trouble: {Shown.Sentence(trouble)}");
            }

            if (work)
            {
                await Join(new WorkerOptions { Hub = options.Listen.ToString(), Key = key, Folder = options.Studies }, output, cancellation).ConfigureAwait(false);
            }

            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the keys of a cluster where there are none.</summary>
    public static void MakeKeysIfMissing(string folder, Action<string> log)
    {
        if (!File.Exists(Path.Combine(folder, ClusterKey.HubFile)))
        {
            ClusterKey.Make(folder);
            log($"made the keys of a new cluster in {Shown.Name(folder)}");
        }
    }

    /// <summary>Works for a hub until it is interrupted.</summary>
    public static async Task Join(WorkerOptions options, TextWriter output, CancellationToken cancellation)
    {
        var worker = new ClusterWorker(options, line => output.WriteLine(line));
        await using (worker.ConfigureAwait(false))
        {
            await worker.Run(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The bit class of a slot on this machine.</summary>
    public static SlotClass OwnClass(string? simd)
    {
        System.Diagnostics.ProcessStartInfo start = SlotProcess.ThisProgram();
        if (simd is not null)
        {
            start.Environment["PHALANX_SIMD"] = simd;
        }

        using var slot = SlotProcess.Start(start);
        return slot.AskClass();
    }
}
