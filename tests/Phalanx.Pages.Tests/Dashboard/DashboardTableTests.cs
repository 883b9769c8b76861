using Microsoft.Playwright;
using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Dashboard;

/// <summary>The first page as a plain table of all runs.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DashboardTableTests(Browser browser)
{
    private const string Rows = "tr.alone";

    [BrowserFact]
    public async Task The_switch_changes_between_groups_and_all_runs_and_stands_in_the_address()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=algorithm%3Dqmix"], PageForm.Desktop);
        await open.Page.Locator("tr.group").First.WaitForAsync();
        Assert.Equal("true", await Switch(open, "groups").GetAttributeAsync("aria-pressed"));
        await Switch(open, "table").FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(4);
        Assert.Equal(0, await open.Page.Locator("tr.group").CountAsync());
        Assert.Equal("true", await Switch(open, "table").GetAttributeAsync("aria-pressed"));
        Assert.EndsWith("?query=algorithm=qmix&view=table", open.Page.Url, StringComparison.Ordinal);
        Assert.Equal(["qmix/0", "qmix/1", "qmix/2", "qmix/3"], await open.TextsAsync($"{Rows} .of-name"));
        Assert.Equal(["0", "1", "2", "3"], await open.TextsAsync($"{Rows} .of-seed"));
        Assert.Equal(["1.00", "2.00", "4.00", "8.00"], await open.TextsAsync($"{Rows} .of-return"));

        // The address gives the same, and the switch leads back.
        await using OpenPage again = await browser.OpenServedAsync(new Uri(open.Page.Url), PageForm.Desktop);
        await Assertions.Expect(again.Page.Locator(Rows)).ToHaveCountAsync(4);
        await Switch(again, "groups").ClickAsync();
        await Assertions.Expect(again.Page.Locator("tr.group")).ToHaveCountAsync(1);
        Assert.DoesNotContain("view=", again.Page.Url, StringComparison.Ordinal);
        await open.AssertFaultlessAsync();
        await again.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task It_is_sorted_by_every_column_and_has_pages()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync(more: 60);
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=algorithm%3Dcoma&view=table"], PageForm.Desktop);
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(50);
        ILocator first = open.Page.Locator($"{Rows} .of-name").First;
        await Assertions.Expect(first).ToHaveTextAsync("coma/00");
        await Sorter(open, "return").ClickAsync();
        await Assertions.Expect(first).ToHaveTextAsync("coma/59");
        Assert.Equal("descending", await open.Page.Locator("th.of-return").GetAttributeAsync("aria-sort"));
        Assert.Contains("sort=-latest", open.Page.Url, StringComparison.Ordinal);
        await open.Page.Locator(".pages button", new() { HasText = "2" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(10);
        await Assertions.Expect(first).ToHaveTextAsync("coma/09");
        Assert.Contains("page=2", open.Page.Url, StringComparison.Ordinal);

        // Another search begins on the first page, in the same order.
        await open.Page.Locator("#query").FillAsync("algorithm=coma seed=7");
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(1);
        await open.Page.Locator("#query").FillAsync("algorithm=coma");
        await Assertions.Expect(open.Page.Locator(Rows)).ToHaveCountAsync(50);
        await Assertions.Expect(first).ToHaveTextAsync("coma/59");
        foreach (string column in await open.TextsAsync("th .sorter"))
        {
            await Sorter(open, column).ClickAsync();
            await Assertions.Expect(open.Page.Locator("th[aria-sort=ascending], th[aria-sort=descending]")).ToHaveTextAsync(column);
        }

        await Assertions.Expect(open.Page.Locator(".error:visible")).ToHaveCountAsync(0);
        await open.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task Runs_and_groups_are_compared_together()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=battle/3m"], PageForm.Desktop);
        await open.Page.GetByLabel("compare vdn on battle/3m").CheckAsync();
        await Switch(open, "table").ClickAsync();
        await open.Page.GetByLabel("compare qmix/3", new() { Exact = true }).CheckAsync();
        await open.Page.GetByLabel("compare qmix/1", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(open.Page.Locator(".tray a")).ToHaveTextAsync("Compare 1 group and 2 runs");
        Assert.Matches("groups=[0-9a-f]{12}&.*runs=[0-9a-f]{12},[0-9a-f]{12}", open.Page.Url);
        await using OpenPage compare = await browser.OpenServedAsync(folder[(await open.Page.Locator(".tray a").GetAttributeAsync("href"))!], PageForm.Desktop);
        await compare.Page.Locator(".chart canvas").First.WaitForAsync();
        await compare.Page.Locator(".chart").FocusAsync();
        await compare.Page.Keyboard.PressAsync("End");
        string readout = Assert.Single(await compare.TextsAsync(".readout"));
        Assert.Contains("seed 3: 8.000", readout, StringComparison.Ordinal);
        Assert.Contains("vdn: 1.500", readout, StringComparison.Ordinal);
        await open.Page.Locator(".tray button").ClickAsync();
        await Assertions.Expect(open.Page.Locator(".tray")).ToBeHiddenAsync();
        Assert.DoesNotContain("runs=", open.Page.Url, StringComparison.Ordinal);
        await compare.AssertFaultlessAsync();
        await open.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task A_run_below_its_group_is_chosen_as_in_the_table()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?query=algorithm%3Dqmix"], PageForm.Desktop);
        await open.Page.Locator(".opener").ClickAsync();
        await open.Page.GetByLabel("compare qmix/2", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(open.Page.Locator(".tray a")).ToHaveTextAsync("Compare 1 run");

        // The address opens the same group with the same choice, on a telephone too.
        await using OpenPage again = await browser.OpenServedAsync(new Uri(open.Page.Url), PageForm.Phone);
        ILocator box = again.Page.GetByLabel("compare qmix/2", new() { Exact = true });
        await Assertions.Expect(box).ToBeCheckedAsync();
        await again.AssertFitsAsync();
        await again.AssertAccessibleAsync();
        await again.Page.Locator(".tray button").ClickAsync();
        await Assertions.Expect(box).Not.ToBeCheckedAsync();
        await open.AssertFaultlessAsync();
        await again.AssertFaultlessAsync();
    }

    [BrowserFact]
    public async Task On_a_telephone_every_run_is_a_card()
    {
        await using DashboardFolder folder = await DashboardFolder.StartAsync();
        await using OpenPage open = await browser.OpenServedAsync(folder["/?view=table"], PageForm.Phone);
        ILocator cards = open.Page.Locator(Rows);
        await cards.First.WaitForAsync();
        LocatorBoundingBoxResult first = (await cards.Nth(0).BoundingBoxAsync())!, second = (await cards.Nth(1).BoundingBoxAsync())!;
        Assert.InRange(first.Width, 340, PageForm.Phone.Width);
        Assert.InRange(first.Height, 100, 400);
        Assert.True(second.Y >= first.Y + first.Height);
        LocatorBoundingBoxResult choice = (await cards.First.Locator(".check").BoundingBoxAsync())!;
        Assert.InRange(Math.Min(choice.Width, choice.Height), 44, 60);
        await open.Page.GetByLabel("compare hostile", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(open.Page.Locator(".tray a")).ToHaveTextAsync("Compare 1 run");
        await open.AssertFitsAsync();
        await open.AssertFaultlessAsync();
    }

    private static ILocator Switch(OpenPage open, string view) => open.Page.Locator(".switch button", new() { HasText = view });

    private static ILocator Sorter(OpenPage open, string column) => open.Page.GetByRole(AriaRole.Button, new() { Name = column, Exact = true });
}
