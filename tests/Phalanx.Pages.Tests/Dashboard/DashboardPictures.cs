using Phalanx.Dashboard;
using Phalanx.Dashboard.Guarding;
using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Dashboard;

/// <summary>
/// The pictures of docs/watching.md, of runs that are there: <c>PHALANX_PICTURES_OF=&lt;folder of runs&gt; dotnet test tests/Phalanx.Pages.Tests
/// --filter Category=Pictures</c>. They are written where they stand.
/// </summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
[Trait("Category", "Pictures")]
public sealed class DashboardPictures(Browser browser)
{
    private const string Variable = "PHALANX_PICTURES_OF";

    [BrowserFact]
    public async Task Pictures_are_taken_of_every_page()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } runs)
        {
            return;
        }

        string query = Environment.GetEnvironmentVariable("PHALANX_PICTURES_QUERY") ?? "";
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardOptions(runs) { Listen = ListenAddress.Parse("127.0.0.1:0") });
        string list = $"?query={Uri.EscapeDataString(query)}";
        await using OpenPage first = await browser.OpenServedAsync(new Uri(server.Address, list), PageForm.Desktop);
        await first.Page.Locator("tr.group").First.WaitForAsync();
        for (int i = 0; i < Math.Min(4, await first.Page.Locator("tr.group input").CountAsync()); i++)
        {
            await first.Page.Locator("tr.group input").Nth(i).CheckAsync();
        }

        string comparison = (await first.Page.Locator(".tray a").GetAttributeAsync("href"))!;
        await first.Page.Locator(".opener").First.ClickAsync();
        string run = (await first.Page.Locator("tr.single a").First.GetAttributeAsync("href"))!;
        foreach ((string name, string path) in ((string, string)[])[("runs", $"/{list}"), ("table", $"/{list}&view=table"), ("compare", comparison), ("run", run)])
        {
            await TakeAsync(new Uri(server.Address, path), PageForm.Desktop, $"dashboard-{name}");
            await TakeAsync(new Uri(server.Address, path), PageForm.Phone, $"dashboard-{name}-phone");
        }
    }

    private async Task TakeAsync(Uri address, PageForm form, string name)
    {
        await using OpenPage open = await browser.OpenServedAsync(address, form);
        await open.Page.Locator("tr.group, tr.alone, .chart canvas").First.WaitForAsync();
        await open.Page.WaitForTimeoutAsync(1000);
        await DocumentPicture.WriteAsync(browser, name, await open.Page.ScreenshotAsync());
    }
}
