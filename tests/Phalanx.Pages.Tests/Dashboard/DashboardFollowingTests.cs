using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Phalanx.Pages.Tests.Browsers;
using Xunit.Abstractions;

namespace Phalanx.Pages.Tests.Dashboard;

/// <summary>Pages follow what happens to runs: processes that are killed, rows that are cut.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DashboardFollowingTests(Browser browser, ITestOutputHelper output)
{
    [BrowserFact]
    public async Task A_process_that_is_killed_is_stopped_on_the_page_within_25_seconds()
    {
        // It trains before the dashboard starts, which looks for new folders every fifteen seconds only.
        using var training = new TrainingProcess();
        await using DashboardFolder folder = await DashboardFolder.StartAsync(before: runs => training.StartAsync(Path.Combine(runs, "killed")));
        await using OpenPage open = await browser.OpenServedAsync(folder["/?view=table&query=matrix/qtran"], PageForm.Desktop);
        ILocator state = open.Page.Locator("tr.alone .of-states");
        await Assertions.Expect(state).ToHaveTextAsync("\u25b6running", new() { Timeout = Browser.Patience });
        training.Kill();
        long killed = TimeProvider.System.GetTimestamp();
        await Assertions.Expect(state).ToHaveTextAsync("\u25a0stopped", new() { Timeout = Browser.Patience });
        double seconds = TimeProvider.System.GetElapsedTime(killed).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s from the kill to the page"));
        Assert.InRange(seconds, 10, 25);
        Assert.StartsWith("last sign of life ", Assert.Single(await open.TextsAsync("tr.alone .of-updated")), StringComparison.Ordinal);
        await open.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task Where_a_resume_cuts_rows_the_curves_of_every_page_follow()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage list = await browser.OpenServedAsync(folder["/?view=table&query=iql/running"], PageForm.Desktop);
        string id = (await list.Page.Locator("tr.alone a").First.GetAttributeAsync("href"))!.Split('/')[^1];
        await using OpenPage run = await OpenNumbersAsync(folder[$"/run/{id}"]);
        await using OpenPage compare = await OpenNumbersAsync(folder[$"/compare?runs={id}"]);
        foreach (OpenPage page in new[] { run, compare })
        {
            await ExpectNumbersAsync(page, "1.000", "2.000", "3.000");
        }

        // As a resume does it: the file is replaced by one with the rows up to the checkpoint, and others follow.
        string metrics = Path.Combine(folder.Running, "metrics.csv");
        string[] lines = await File.ReadAllLinesAsync(metrics);
        await File.WriteAllLinesAsync($"{metrics}.new", lines[..2]);
        File.Move($"{metrics}.new", metrics, overwrite: true);
        new WrittenProgress { Beat = 2, Rows = 1 }.Write(folder.Running); // a run that is running is looked at every second
        foreach (OpenPage page in new[] { run, compare })
        {
            await ExpectNumbersAsync(page, "1.000");
        }

        await File.AppendAllTextAsync(metrics, "20004,2,7.5,0,,0.1,1,0.05,47\n30001,3,8.5,0,,0.1,1,0.05,47\n");
        new WrittenProgress { Beat = 3 }.Write(folder.Running);
        foreach (OpenPage page in new[] { run, compare })
        {
            await ExpectNumbersAsync(page, "1.000", "7.500", "8.500");
            await page.AssertFaultlessAsync();
        }

        await Assertions.Expect(list.Page.Locator("tr.alone .of-return")).ToHaveTextAsync("8.50", new() { Timeout = Browser.Patience });
        await list.AssertFaultlessAsync();
    }

    private async Task<OpenPage> OpenNumbersAsync(Uri address)
    {
        OpenPage open = await browser.OpenServedAsync(address, PageForm.Desktop);
        await open.Page.Locator(".chart canvas").First.WaitForAsync();
        await open.Page.Locator(".chartcard summary").First.ClickAsync();
        return open;
    }

    private static async Task ExpectNumbersAsync(OpenPage open, params string[] expected) => await Assertions
        .Expect(open.Page.Locator(".chartcard").First.Locator("tbody td"))
        .ToHaveTextAsync(expected, new() { Timeout = Browser.Patience });

    /// <summary>The tool, in a process of its own, that trains until it is killed.</summary>
    private sealed class TrainingProcess : IDisposable
    {
        private Process? _process;

        /// <summary>Starts it, and waits until it tells of its first test.</summary>
        public async Task StartAsync(string run)
        {
            string tool = Path.Combine(AppContext.BaseDirectory, "phalanx.dll");
            string[] arguments = [tool, "train", "vdn", "matrix/qtran", "--steps", "1000000000", "--threads", "1", "--set", "evaluation.interval=5000", "--out", run];
            _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("t_env ", StringComparison.Ordinal))
                {
                    return;
                }
            }

            throw new InvalidOperationException($"the tool ended: {await _process.StandardError.ReadToEndAsync()}");
        }

        /// <summary>As <c>kill -9</c> does: it is told nothing and can save nothing.</summary>
        public void Kill()
        {
            _process!.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            if (_process is { HasExited: false })
            {
                Kill();
            }

            _process?.Dispose();
        }
    }
}
