using System.Diagnostics;
using System.Globalization;
using Phalanx.Cluster.Clients;
using Phalanx.Cluster.Keys;
using Phalanx.Foundation;
using Phalanx.Learning.Settings;
using Phalanx.Settings;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// How much a hub works for many workers, and how long they wait for it: a real hub in a process of its own, over mutual TLS on this machine's loopback, with a
/// study of small cells that nothing trains.
/// </summary>
/// <param name="Workers">How many workers reported.</param>
/// <param name="Slots">How many slots each has.</param>
/// <param name="Cells">How many cells the study has.</param>
/// <param name="Share">The part of one core that the hub used.</param>
/// <param name="Median">The median wait for the answer of a report.</param>
/// <param name="Slow">What 99 of 100 answers were faster than.</param>
/// <param name="Reports">How many reports were measured.</param>
internal sealed record HubBenchmark(int Workers, int Slots, int Cells, double Share, TimeSpan Median, TimeSpan Slow, int Reports)
{
    private const int Connections = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    /// <summary>Measures it.</summary>
    /// <exception cref="UserErrorException">The hub does not start.</exception>
    public static async Task<HubBenchmark> Measure(int workers, int slots, int cells, TimeSpan time, Library library, CancellationToken cancellation)
    {
        string folder = FileWriting.CreateTemporaryFolder("phalanx-bench-").FullName;
        try
        {
            string cluster = Path.Combine(folder, "cluster");
            ClusterKey.Make(cluster);
            await File.WriteAllTextAsync(Path.Combine(cluster, "cluster.yaml"), "min_free_bytes: 0\n", cancellation).ConfigureAwait(false);
            WriteStudy(Path.Combine(folder, "studies", "load"), cells, library);
            string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Find()}");
            using Process hub = Start(folder, address);
            try
            {
                await Started(hub).WaitAsync(StartLimit, cancellation).ConfigureAwait(false);
                ReportLoad load = await ReportLoad.Connect(address, Path.Combine(cluster, ClusterKey.WorkerFile), workers, slots, Connections, cancellation).ConfigureAwait(false);
                await using (load.ConfigureAwait(false))
                {
                    // Workers get their cells, and what is run for the first time is compiled.
                    await load.Report(4 * Interval, Interval, cancellation).ConfigureAwait(false);
                    TimeSpan before = hub.TotalProcessorTime;
                    long begun = Stopwatch.GetTimestamp();
                    TimeSpan[] answers = [.. (await load.Report(time, Interval, cancellation).ConfigureAwait(false)).Order()];
                    double share = (hub.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(begun);
                    return new HubBenchmark(workers, slots, cells, share, answers[answers.Length / 2], answers[answers.Length * 99 / 100], answers.Length);
                }
            }
            finally
            {
                hub.Kill(entireProcessTree: true);
                await hub.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A study as a hub has it that was given it before: its plan, and an empty journal.</summary>
    private static void WriteStudy(string path, int cells, Library library)
    {
        string algorithm = library.Algorithms.All.First(each => each.Refusal(LearnerShape.Played[0].Specification) is null).Name;
        IEnumerable<RunRequest> requests = Enumerable.Range(0, cells).Select(seed => new RunRequest
        {
            Algorithm = algorithm,
            Environment = "matrix/qtran",
            Seed = (ulong)seed,
            Set = ["agent.hidden=4"],
        });
        var plan = StudyPlan.Of("load", requests, library.Environments, library.Algorithms);
        Directory.CreateDirectory(Path.Combine(path, "plan"));
        foreach (PlannedCell cell in plan.Cells)
        {
            // As a study would, but that a file which nothing depends on need not wait for the disk.
            File.WriteAllText(Path.Combine(path, "plan", $"{cell.Id}.yaml"), SettingsYaml.Write(cell.Cell.Settings));
        }

        StudyFolder.Open(path, plan);
        File.WriteAllText(Journal.PathIn(path), "");
    }

    private static Process Start(string folder, string address)
    {
        ProcessStartInfo start = SlotProcess.ThisProgram(["cluster", "start", "--listen", address]);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardInput) = (folder, true, true);
        return Process.Start(start)!;
    }

    private static async Task Started(Process hub)
    {
        while (await hub.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith("hub at ", StringComparison.Ordinal))
            {
                // What it tells from now on is read, so that it never waits for a reader.
                _ = hub.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new UserErrorException("the hub that was to be measured does not start");
    }
}
