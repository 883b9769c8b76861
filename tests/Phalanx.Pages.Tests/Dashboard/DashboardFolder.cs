using Phalanx.Dashboard;
using Phalanx.Dashboard.Guarding;

namespace Phalanx.Pages.Tests.Dashboard;

/// <summary>A dashboard over runs of every state, with a hostile one among them.</summary>
internal sealed class DashboardFolder : IAsyncDisposable
{
    public const string Hostile = "</script><img src=x onerror=alert(1)>";

    private readonly TemporaryFolder _folder = new();
    private DashboardServer? _server;

    /// <summary>The folder of all runs.</summary>
    public string Runs => _folder["runs"];

    /// <summary>The folder of the run that is being trained.</summary>
    public string Running => _folder["runs/iql/running"];

    /// <summary>The address of a page.</summary>
    public Uri this[string path] => new(_server!.Listen.Url, path);

    /// <summary>Starts a dashboard.</summary>
    /// <param name="record">A record of the run of VDN; null for none.</param>
    /// <param name="more">How many runs of COMA there are besides, each with a return as high as its seed.</param>
    /// <param name="before">What is done with the folder of all runs before the dashboard looks at it.</param>
    public static async Task<DashboardFolder> StartAsync(byte[]? record = null, int more = 0, Func<string, Task>? before = null)
    {
        var made = new DashboardFolder();
        made.WriteRuns();
        for (int seed = 0; seed < more; seed++)
        {
            new SyntheticRun { Algorithm = "coma", Environment = "hunt", Seed = (ulong)seed, Returns = [seed / 2.0, seed] }.Write(made._folder[$"runs/coma/{seed:00}"]);
        }

        if (record is not null)
        {
            Directory.CreateDirectory(made._folder["runs/vdn/0/records"]);
            await File.WriteAllBytesAsync(made._folder["runs/vdn/0/records/30000.phxr"], record);
        }

        if (before is not null)
        {
            await before(made.Runs);
        }

        made._server = await DashboardServer.StartAsync(new DashboardOptions(made._folder["runs"])
        {
            Listen = ListenAddress.Parse("127.0.0.1:0"),
        });
        return made;
    }

    /// <summary>Ends the server and starts another one at the same port.</summary>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        ListenAddress listen = _server!.Listen;
        await _server.DisposeAsync();
        await meanwhile();
        _server = await DashboardServer.StartAsync(new DashboardOptions(_folder["runs"]) { Listen = listen, FurtherPorts = 0 });
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    private void WriteRuns()
    {
        // The latest returns are 1, 2, 4 and 8: median 3, quartiles 1.75 and 5.
        for (int seed = 0; seed < 4; seed++)
        {
            double last = 1 << seed;
            new SyntheticRun { Seed = (ulong)seed, Returns = [.. Enumerable.Range(1, 30).Select(row => last * row / 30)], Wins = [.. Enumerable.Range(1, 30).Select(row => row / 60.0)] }
                .Write(_folder[$"runs/qmix/{seed}"]);
        }

        new SyntheticRun { Algorithm = "vdn", Returns = [.. Enumerable.Range(1, 30).Select(row => row / 20.0)] }.Write(_folder["runs/vdn/0"]);
        Training(Running, new SyntheticRun { Algorithm = "iql" }, new WrittenProgress());
        Training(_folder["runs/iql/killed"], new SyntheticRun { Algorithm = "iql", Seed = 1 }, new WrittenProgress());
        foreach (string file in Directory.EnumerateFiles(_folder["runs/iql/killed"]))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-5));
        }

        Training(_folder["runs/iql/failed"], new SyntheticRun { Algorithm = "iql", Seed = 2 }, new WrittenProgress { State = "failed", Error = "loss is not a number (learner, step 1,204)" });
        File.AppendAllText(Path.Combine(new SyntheticRun { Algorithm = "iql", Seed = 3 }.Write(_folder["runs/iql/damaged"]), "metrics.csv"), "torn,4\n");
        new SyntheticRun { Algorithm = Hostile, Environment = Hostile, Settings = [("learner.note", $"\"{Hostile}\"")] }.Write(_folder["runs/hostile"]);
    }

    private static void Training(string folder, SyntheticRun run, WrittenProgress progress)
    {
        run.Write(folder);
        File.Delete(Path.Combine(folder, "summary.json"));
        progress.Write(folder);
    }
}
