using Microsoft.Playwright;
using Phalanx.Pages.Tests.Browsers;
using Phalanx.Pages.Tests.Replays;
using Xunit.Abstractions;

namespace Phalanx.Pages.Tests.Dashboard;

[Collection(BrowserCollection.Name)]
public sealed class DashboardPagesTests(Browser browser, ITestOutputHelper output)
{
    private const string Groups = "tr.group";

    public static TheoryData<int, int, bool, bool> Forms => new()
    {
        { PageForm.Desktop.Width, PageForm.Desktop.Height, false, false },
        { PageForm.Desktop.Width, PageForm.Desktop.Height, true, false },
        { PageForm.Phone.Width, PageForm.Phone.Height, false, true },
        { PageForm.Phone.Width, PageForm.Phone.Height, true, true },
    };

    [BrowserTheory]
    [MemberData(nameof(Forms))]
    public async Task Every_page_keeps_its_policy_asks_nowhere_else_fits_and_is_accessible(int width, int height, bool dark, bool touch)
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        var form = new PageForm(width, height) { Dark = dark, Touch = touch };
        await using OpenPage runs = await browser.OpenServedAsync(folder["/"], form);
        await runs.Page.Locator(Groups).First.WaitForAsync();
        await runs.Page.Locator(".opener").First.ClickAsync();
        await runs.Page.Locator("tr.single").First.WaitForAsync();
        await CheckAsync(runs);
        await using OpenPage table = await browser.OpenServedAsync(folder["/?view=table"], form);
        await table.Page.Locator("tr.alone").First.WaitForAsync();
        await CheckAsync(table);
        await using OpenPage compare = await OpenComparisonAsync(folder, form);
        await CheckAsync(compare);
        (await compare.PicturesAsync(".chart"))[0].AssertShowsSomethingOn(dark ? "#1c2026" : "#ffffff");
        await using OpenPage run = await browser.OpenServedAsync(await RunAddressAsync(folder, runs), form);
        await run.Page.Locator(".chart canvas").First.WaitForAsync();
        await CheckAsync(run);
    }

    [BrowserFact]
    public async Task Every_state_is_shown_as_what_it_is()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=algorithm%3Diql"], PageForm.Desktop);
        await open.Page.Locator(".opener").First.ClickAsync();
        await open.Page.Locator("tr.single").First.WaitForAsync();
        IReadOnlyList<string> states = await open.TextsAsync("tr.single .of-states");
        Assert.Equal(["running", "stopped", "failed", "damaged"], states.Select(state => string.Concat(state.Where(char.IsLetter))));
        Assert.Contains("last sign of life 5 min ago", (await open.TextsAsync("tr.single .of-environment"))[1], StringComparison.Ordinal);
        IReadOnlyList<string> reasons = await open.TextsAsync("tr.reason:not([hidden])");
        Assert.Equal(2, reasons.Count);
        Assert.Contains("loss is not a number (learner, step 1,204)", reasons[0], StringComparison.Ordinal);
        Assert.Contains("line 5 of 'iql/damaged/metrics.csv'", reasons[1], StringComparison.Ordinal);
        await open.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task The_band_of_seeds_is_the_one_computed_by_hand()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage runs = await browser.OpenServedAsync(folder["/?query=algorithm%3Dqmix"], PageForm.Desktop);
        await runs.Page.Locator(Groups).First.WaitForAsync();
        Assert.Equal("3.00 [1.75–5.00]", Assert.Single(await runs.TextsAsync("tr.group .of-return")));
        await using OpenPage compare = await OpenComparisonAsync(folder, PageForm.Desktop);
        await compare.Page.Locator(".chart").FocusAsync();
        await compare.Page.Keyboard.PressAsync("End");
        string readout = Assert.Single(await compare.TextsAsync(".readout"));
        Assert.Contains("qmix: 3.000 [1.750–5.000], n 4", readout, StringComparison.Ordinal);
        Assert.Contains("vdn: 1.500", readout, StringComparison.Ordinal);
        await compare.Page.Locator("summary", new() { HasText = "numbers" }).ClickAsync();

        // The table is filled when it is opened.
        await compare.Page.Locator(".chartcard tbody tr").First.WaitForAsync();
        Assert.Contains("3.000 [1.750–5.000], n 4", (await compare.TextsAsync(".chartcard tbody tr:last-child"))[0], StringComparison.Ordinal);
        Assert.Contains("algorithm.name", (await compare.TextsAsync(".settings tbody th")).ToArray());
        await compare.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task A_row_on_the_disk_is_on_the_page_within_three_seconds()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=algorithm%3Diql"], PageForm.Desktop);
        await open.Page.Locator(".opener").First.ClickAsync();
        ILocator cell = open.Page.Locator("tr.single .of-return").First;
        await Assertions.Expect(cell).ToHaveTextAsync("3.00");
        long written = TimeProvider.System.GetTimestamp();
        await File.AppendAllTextAsync(Path.Combine(folder.Running, "metrics.csv"), "40003,4,17.5,0,,0.1,1,0.05,47\n");
        await Assertions.Expect(cell).ToHaveTextAsync("17.5", new() { Timeout = Browser.Patience });
        double seconds = TimeProvider.System.GetElapsedTime(written).TotalSeconds;
        output.WriteLine($"{seconds:F2} s from the row on the disk to the row on the page");
        Assert.InRange(seconds, 0, 3);
        await open.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task A_page_goes_on_when_the_server_was_started_again()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=algorithm%3Diql"], PageForm.Desktop);
        await open.Page.Locator(Groups).First.WaitForAsync();
        await open.Page.Locator(".opener").First.ClickAsync();
        ILocator cell = open.Page.Locator("tr.single .of-return").First;
        await Assertions.Expect(cell).ToHaveTextAsync("3.00");
        await folder.RestartAsync(async () =>
        {
            await Assertions.Expect(open.Page.Locator("#connection")).ToHaveTextAsync("not connected", new() { Timeout = Browser.Patience });
            await File.AppendAllTextAsync(Path.Combine(folder.Running, "metrics.csv"), "40003,4,17.5,0,,0.1,1,0.05,47\n");
        });
        await Assertions.Expect(open.Page.Locator("#connection")).ToHaveTextAsync("live", new() { Timeout = Browser.Patience });

        // What came while nobody served is read, and what comes afterwards is followed.
        await Assertions.Expect(cell).ToHaveTextAsync("17.5", new() { Timeout = Browser.Patience });
        await File.AppendAllTextAsync(Path.Combine(folder.Running, "metrics.csv"), "50003,5,18.5,0,,0.1,1,0.05,47\n");
        await Assertions.Expect(cell).ToHaveTextAsync("18.5", new() { Timeout = Browser.Patience });
    }

    [BrowserFact]
    public async Task A_record_is_played_from_the_page_of_its_run()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync(new PlayedRecord("battle/3m") { Episodes = 1 }.Play());
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=algorithm%3Dvdn"], PageForm.Desktop);
        await open.Page.Locator(Groups).First.WaitForAsync();
        await using OpenPage run = await browser.OpenServedAsync(await RunAddressAsync(folder, open), PageForm.Desktop);
        string address = (await run.Page.Locator("#records a").First.GetAttributeAsync("href"))!;
        Assert.EndsWith("/30000.phxr", address, StringComparison.Ordinal);
        await using OpenPage replay = await browser.OpenServedAsync(folder[address], PageForm.Desktop);
        await replay.Page.WaitForSelectorAsync("html[data-ready]");
        Assert.Equal("qmix on battle/3m", Assert.Single(await replay.TextsAsync("h1")));
        await replay.AssertAloneAsync();

        // The page has its own policy, by the hashes of its script and style; the server adds that nothing else may be asked for.
        using var client = new HttpClient();
        using HttpResponseMessage response = await client.GetAsync(folder[address]);
        Assert.StartsWith("default-src 'none'; ", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("connect-src", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("script-src 'sha256-", await replay.Page.Locator("meta[http-equiv='Content-Security-Policy']").GetAttributeAsync("content"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Hostile_names_are_shown_as_texts()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=onerror"], PageForm.Desktop);
        await open.Page.Locator(Groups).First.WaitForAsync();
        Assert.Contains(DashboardFolder.Hostile, (await open.TextsAsync("tr.group .of-name"))[0], StringComparison.Ordinal);
        await using OpenPage run = await browser.OpenServedAsync(await RunAddressAsync(folder, open), PageForm.Desktop);
        await run.Page.Locator("h1").WaitForAsync();
        Assert.Contains(DashboardFolder.Hostile, (await run.TextsAsync("h1"))[0], StringComparison.Ordinal);
        Assert.Equal(0, await run.Page.Locator("img").CountAsync());
        await run.AssertFaultlessAsync();
        await open.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task All_is_done_by_the_keyboard()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=algorithm%3Dqmix"], PageForm.Desktop);
        await open.Page.Locator(Groups).First.WaitForAsync();
        await open.Page.Locator("tr.group input[type=checkbox]").FocusAsync();
        await open.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(open.Page.Locator(".tray a")).ToHaveTextAsync("Compare 1 group");
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("tr.single")).ToHaveCountAsync(4);
        Assert.Contains("open=", open.Page.Url, StringComparison.Ordinal);
        await open.AssertFaultlessAsync();
    }

    private async Task<OpenPage> OpenComparisonAsync(DashboardFolder folder, PageForm form)
    {
        await using OpenPage list = await browser.OpenServedAsync(folder["/?query=battle/3m"], PageForm.Desktop);
        await list.Page.Locator(Groups).First.WaitForAsync();
        foreach (string algorithm in (string[])["qmix", "vdn"])
        {
            await list.Page.GetByLabel($"compare {algorithm} on battle/3m").CheckAsync();
        }

        string address = (await list.Page.Locator(".tray a").GetAttributeAsync("href"))!;
        OpenPage compare = await browser.OpenServedAsync(folder[address], form);
        await compare.Page.Locator(".chart canvas").First.WaitForAsync();
        return compare;
    }

    private static async Task<Uri> RunAddressAsync(DashboardFolder folder, OpenPage list)
    {
        if (await list.Page.Locator("tr.single").CountAsync() == 0)
        {
            await list.Page.Locator(".opener").First.ClickAsync();
        }

        return folder[(await list.Page.Locator("tr.single a").First.GetAttributeAsync("href"))!];
    }

    private static async Task CheckAsync(OpenPage open)
    {
        await open.AssertFaultlessAsync();
        await open.AssertFitsAsync();
        await open.AssertAccessibleAsync();
        using var client = new HttpClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri(open.Page.Url));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; ", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        string origin = new Uri(open.Page.Url).GetLeftPart(UriPartial.Authority);
        Assert.All(open.Requests, request => Assert.StartsWith(origin, request, StringComparison.Ordinal));
    }
}
