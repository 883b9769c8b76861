using System.Globalization;
using Microsoft.Playwright;
using Phalanx.Pages.Tests.Browsers;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;
using Xunit.Abstractions;

namespace Phalanx.Pages.Tests.Dashboard;

/// <summary>The pages of studies.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StudyPagesTests(Browser browser, ITestOutputHelper output)
{
    private const string Rows = "tr.cell";

    private static string Hostile => DashboardFolder.Hostile;

    [BrowserTheory]
    [MemberData(nameof(DashboardPagesTests.Forms), MemberType = typeof(DashboardPagesTests))]
    public async Task Every_page_of_studies_keeps_its_policy_fits_and_is_accessible(int width, int height, bool dark, bool touch)
    {
        await using DashboardFolder folder = await StartAsync();
        var form = new PageForm(width, height) { Dark = dark, Touch = touch };
        await using OpenPage studies = await browser.OpenServedAsync(folder["/studies"], form);
        await studies.Page.Locator(".cellbar").First.WaitForAsync();
        await CheckAsync(studies);
        await using OpenPage study = await OpenStudyAsync(folder, form);
        await CheckAsync(study);
    }

    [BrowserFact]
    public async Task Cells_machines_bad_ends_and_alarms_are_shown_and_a_cell_leads_to_its_run()
    {
        await using DashboardFolder folder = await StartAsync();
        await using OpenPage open = await OpenStudyAsync(folder, PageForm.Desktop);
        Assert.Equal(100, await open.Page.Locator(Rows).CountAsync());
        Assert.Equal(["\u25b6running", "\u2713done", "\u2715failed"], (await open.TextsAsync($"{Rows} .of-cellstate .state")).Take(3).Select(Letters));
        Assert.Equal(["node-a", "node-b", "node-b"], (await open.TextsAsync($"{Rows} .of-worker")).Take(3));
        Assert.Contains("1 lease lost", (await open.TextsAsync($"{Rows} .of-attempts"))[0], StringComparison.Ordinal);
        Assert.Equal("1 min 30 s", (await open.TextsAsync($"{Rows} .of-time"))[1]);
        Assert.Contains("250 cells", (await open.TextsAsync(".bar .summary"))[0], StringComparison.Ordinal);
        Assert.StartsWith("1 cell was given up", Assert.Single(await open.TextsAsync(".alarm")), StringComparison.Ordinal);
        Assert.Equal(2, await open.Page.Locator("[aria-label='machines'] tbody tr").CountAsync());

        // The machine's cells alone, by the keyboard, and the address keeps it.
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "node-a", Exact = true }).FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(1);
        Assert.Contains("worker=node-a", open.Page.Url, StringComparison.Ordinal);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "only cells of node-a; show all" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(100);
        await open.Page.Locator(".pages button", new() { HasText = "3" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(50);
        await open.Page.Locator("#state").SelectOptionAsync("done");
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(1);
        await open.Page.Locator($"{Rows} a").ClickAsync();
        await open.Page.Locator("h1", new() { HasText = "qmix on battle/3m" }).WaitForAsync();
        await open.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task What_the_journal_gains_is_on_the_page_within_three_seconds()
    {
        await using DashboardFolder folder = await StartAsync();
        await using OpenPage open = await OpenStudyAsync(folder, PageForm.Desktop);
        await using OpenPage list = await browser.OpenServedAsync(folder["/studies"], PageForm.Desktop);
        ILocator state = open.Page.Locator($"{Rows} .of-cellstate").Nth(3);
        await Assertions.Expect(state).ToContainTextAsync("waiting");
        long written = TimeProvider.System.GetTimestamp();
        WrittenStudy.Append(Path.Combine(folder.Runs, "studies", "drill"), Entry(200, JournalKind.Granted, 3, 1) with { Worker = "node-c" });
        await Assertions.Expect(state).ToContainTextAsync("running", new() { Timeout = Browser.Patience });
        double seconds = TimeProvider.System.GetElapsedTime(written).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s from the line on the disk to the cell on the page"));
        Assert.InRange(seconds, 0, 3);
        await Assertions.Expect(open.Page.Locator("[aria-label='machines'] tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(list.Page.Locator("section", new() { HasText = "drill" })).ToContainTextAsync("2 running");
        await open.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task Hostile_names_of_a_study_are_shown_as_texts()
    {
        await using DashboardFolder folder = await StartAsync();
        await using OpenPage list = await browser.OpenServedAsync(folder["/studies"], PageForm.Desktop);
        ILocator link = list.Page.GetByRole(AriaRole.Link, new() { Name = Hostile });
        await link.ClickAsync();
        await list.Page.Locator(Rows).First.WaitForAsync();
        Assert.Contains(Hostile, (await list.TextsAsync("h1"))[0], StringComparison.Ordinal);
        Assert.Contains(Hostile, (await list.TextsAsync($"{Rows} .of-cell"))[0], StringComparison.Ordinal);
        Assert.Contains(Hostile, (await list.TextsAsync($"{Rows} .of-worker"))[0], StringComparison.Ordinal);
        Assert.Contains(Hostile, (await list.TextsAsync("[aria-label='bad ends'] td.sentence"))[0], StringComparison.Ordinal);
        Assert.Equal(0, await list.Page.Locator("img").CountAsync());
        await list.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task A_folder_without_studies_has_no_way_to_them()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/"], PageForm.Desktop);
        await open.Page.Locator("tr.group").First.WaitForAsync();
        await Assertions.Expect(open.Page.Locator("#parts")).ToBeHiddenAsync();
        await using OpenPage studies = await browser.OpenServedAsync(folder["/studies"], PageForm.Desktop);
        await Assertions.Expect(studies.Page.Locator("main")).ToContainTextAsync("There is no study here");
        await studies.AssertFaultlessAsync();
        await studies.AssertAccessibleAsync();
    }

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>A study of 250 cells of which a few were touched, and one whose names are hostile.</summary>
    private static Task<DashboardFolder> StartAsync() => DashboardFolder.StartAsync(before: runs =>
    {
        string drill = Path.Combine(runs, "studies", "drill");
        WrittenStudy.WritePlan(drill, "drill", Enumerable.Range(0, 250).Select(seed => new OutlinedCell($"{seed:0000}-qmix-{seed}", $"qmix/battle/3m/d0/{seed}", 100_000, 1)));
        WrittenStudy.WriteJournal(
            drill,
            new JournalEntry(JournalKind.Class) { Message = "kernels 256, .NET 10" },
            Entry(0, JournalKind.Granted, 0, 1) with { Worker = "node-b" },
            Entry(5, JournalKind.Granted, 1, 1) with { Worker = "node-b" },
            Entry(60, JournalKind.Expired, 0, 1),
            Entry(61, JournalKind.Granted, 0, 2) with { Worker = "node-a" },
            Entry(90, JournalKind.Committed, 1, 1) with { TEnv = 100_000 },
            Entry(95, JournalKind.Ended, 1, 1) with { Worker = "node-b", Outcome = SlotOutcome.Done, TEnv = 100_000 },
            Entry(96, JournalKind.Granted, 2, 1) with { Worker = "node-b" },
            Entry(97, JournalKind.Ended, 2, 1) with { Worker = "node-b", Outcome = SlotOutcome.UserError, Message = "it cannot work anywhere", Final = true });
        new SyntheticRun { Seed = 1 }.Write(Path.Combine(runs, "cells/qmix/battle/3m/d0/1"));
        string hostile = Path.Combine(runs, "studies", "hostile");
        WrittenStudy.WritePlan(hostile, Hostile, [new OutlinedCell(Hostile, $"{Hostile}/x/y/z", 10, 1)]);
        var of = new JournalEntry(JournalKind.Granted) { Cell = Hostile, Epoch = 1, Worker = Hostile };
        WrittenStudy.WriteJournal(hostile, of, of with { Kind = JournalKind.Ended, Outcome = SlotOutcome.Fault, Message = Hostile });
        return Task.CompletedTask;
    });

    private static JournalEntry Entry(double seconds, JournalKind kind, int cell, long epoch) =>
        new(kind) { Cell = $"{cell:0000}-qmix-{cell}", Epoch = epoch, At = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddSeconds(seconds) };

    private async Task<OpenPage> OpenStudyAsync(DashboardFolder folder, PageForm form)
    {
        await using OpenPage list = await browser.OpenServedAsync(folder["/studies"], PageForm.Desktop);
        string address = (await list.Page.GetByRole(AriaRole.Link, new() { Name = "drill", Exact = true }).GetAttributeAsync("href"))!;
        OpenPage open = await browser.OpenServedAsync(folder[address], form);
        await open.Page.Locator(Rows).First.WaitForAsync();
        return open;
    }

    private static async Task CheckAsync(OpenPage open)
    {
        await open.AssertFaultlessAsync();
        await open.AssertFitsAsync();
        await open.AssertAccessibleAsync();
        string origin = new Uri(open.Page.Url).GetLeftPart(UriPartial.Authority);
        Assert.All(open.Requests, request => Assert.StartsWith(origin, request, StringComparison.Ordinal));
    }
}
