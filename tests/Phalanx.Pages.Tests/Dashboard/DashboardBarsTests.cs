using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Phalanx.Pages.Tests.Browsers;
using Xunit.Abstractions;

namespace Phalanx.Pages.Tests.Dashboard;

/// <summary>
/// How quick the tool's own dashboard is, on a clock, in a process of its own. The figures are printed; those of docs/watching.md come from here, on a machine that does nothing else.
/// A test on a busy machine must not fail for its neighbours, so what it asserts is far above the bars.
/// </summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class DashboardBarsTests(Browser browser, ITestOutputHelper output)
{
    [BrowserFact]
    public async Task The_first_page_of_five_hundred_runs_is_there_at_once()
    {
        using var folder = new TemporaryFolder();
        ManyRuns.Write(folder["runs"]);
        var watch = Stopwatch.StartNew();
        using ServedFolder served = await ServedFolder.StartAsync(folder["runs"]);
        double told = watch.Elapsed.TotalMilliseconds;
        double cold = await FirstPageAsync(served);
        output.WriteLine(Invariant($"from the command to its address {told:F0} ms; from there to the table {cold:F0} ms"));
        var times = new List<double>();
        for (int i = 0; i < 20; i++)
        {
            times.Add(await FirstPageAsync(served));
        }

        output.WriteLine(Invariant($"the table again: median {times.Order().ElementAt(times.Count / 2):F0} ms, worst of {times.Count} {times.Max():F0} ms"));
        Assert.InRange(times.Min(), 1, 5_000);
    }

    [BrowserFact]
    public async Task A_page_that_looks_at_eight_runs_costs_little()
    {
        using var folder = new TemporaryFolder();
        string[] runs = [.. Enumerable.Range(0, 8).Select(seed => new SyntheticRun { Seed = (ulong)seed, Returns = [.. Enumerable.Range(0, 200).Select(row => row / 9.0)] }.Write(folder[$"runs/{seed}"]))];
        foreach (string run in runs)
        {
            File.Delete(Path.Combine(run, "summary.json"));
            new WrittenProgress().Write(run);
        }

        using ServedFolder served = await ServedFolder.StartAsync(folder["runs"]);
        await using OpenPage open = await browser.OpenServedAsync(served.Address, PageForm.Desktop);
        await open.Page.Locator("tr.group").First.WaitForAsync();
        await Task.Delay(TimeSpan.FromSeconds(10)); // what is compiled while it is read for the first time is no part of idling
        var watch = Stopwatch.StartNew();
        TimeSpan before = served.ProcessorTime;
        for (int beat = 2; watch.Elapsed < TimeSpan.FromSeconds(60); beat++)
        {
            foreach (string run in runs)
            {
                new WrittenProgress { Beat = beat, TEnv = 30_000 + (100 * beat) }.Write(run);
            }

            await Task.Delay(TimeSpan.FromSeconds(2)); // as often as a run that trains writes it
        }

        double share = (served.ProcessorTime - before) / watch.Elapsed;
        output.WriteLine(Invariant($"{100 * share:F2} % of a core"));
        Assert.InRange(share, 0, 0.2);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Opens the first page in a browser that has nothing of it yet, and waits for all groups of runs.</summary>
    /// <returns>How many milliseconds it took.</returns>
    private async Task<double> FirstPageAsync(ServedFolder served)
    {
        await using IBrowserContext context = await browser.Driven.NewContextAsync();
        IPage page = await context.NewPageAsync();
        var watch = Stopwatch.StartNew();
        await page.GotoAsync(served.Address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("tr.group").Nth(ManyRuns.Groups - 1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>A folder that the tool serves.</summary>
    private sealed class ServedFolder : IDisposable
    {
        private readonly Process _process;

        private ServedFolder(Process process, Uri address) => (_process, Address) = (process, address);

        public Uri Address { get; }

        public TimeSpan ProcessorTime
        {
            get
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
        }

        /// <summary>Starts the tool, and waits for the address that it prints.</summary>
        public static async Task<ServedFolder> StartAsync(string folder)
        {
            string tool = Path.Combine(AppContext.BaseDirectory, "phalanx.dll");
            var process = Process.Start(new ProcessStartInfo("dotnet", [tool, "dashboard", folder, "--listen", "127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                int at = line.IndexOf("http://", StringComparison.Ordinal);
                if (at >= 0)
                {
                    return new ServedFolder(process, new Uri(line[at..].Split(' ')[0]));
                }
            }

            throw new InvalidOperationException($"the tool ended: {await process.StandardError.ReadToEndAsync()}");
        }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
