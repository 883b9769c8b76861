using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests;

/// <summary>What the tests of pages stand on: a page that does something wrong is found out.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BrowserTests(Browser browser) : IDisposable
{
    private const string Head = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page</title><link rel=\"icon\" href=\"data:,\">";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task A_page_on_its_own_is_let_alone()
    {
        await using OpenPage page = await Open($"{Head}</head><body><main><h1>Here</h1></main></body></html>");
        await page.AssertAloneAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        Assert.Equal(["Here"], await page.TextsAsync("h1"));
    }

    [BrowserTheory]
    [InlineData("<img src=\"http://example.org/a.png\" alt=\"\">", "http://example.org/a.png")]
    [InlineData("<script>fetch('http://127.0.0.1:9/')</script>", "http://127.0.0.1:9/")]
    [InlineData("<script>new WebSocket('ws://127.0.0.1:9/')</script>", "ws://127.0.0.1:9/")]
    public async Task A_request_is_noticed_and_refused(string body, string asked)
    {
        await using OpenPage page = await Open($"{Head}</head><body>{body}</body></html>");
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(page.AssertAloneAsync);
        Assert.Contains(asked, page.Requests);
        Assert.NotEmpty(page.Faults);
    }

    [BrowserFact]
    public async Task A_file_beside_the_page_is_noticed_and_refused()
    {
        _folder.Write("beside.css", "body{color:red}");
        await using OpenPage page = await Open($"{Head}<link rel=\"stylesheet\" href=\"beside.css\"></head><body></body></html>");
        Assert.Equal(["page.html", "beside.css"], page.Requests.Select(Path.GetFileName));
        Assert.Equal("rgb(0, 0, 0)", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).color"));
    }

    [BrowserTheory]
    [InlineData("<script>console.log('so far')</script>", "console log: so far")]
    [InlineData("<script>throw new Error('gone')</script>", "error: Error: gone")]
    [InlineData("<script>alert('look')</script>", "dialog: look")]
    [InlineData("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><style>body{color:red}</style>", "console error: ")]
    public async Task A_fault_is_noticed(string body, string fault)
    {
        await using OpenPage page = await Open($"{Head}</head><body>{body}</body></html>".Replace("</head><body><meta", "<meta", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(page.AssertFaultlessAsync);
        Assert.StartsWith(fault, Assert.Single(page.Faults), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task What_a_reader_cannot_use_is_noticed()
    {
        await using OpenPage page = await Open($"{Head}</head><body><main><h1 style=\"color:#eee\">Pale</h1><div style=\"width:3000px\">wide</div></main></body></html>");
        Assert.Contains("color-contrast", (await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(page.AssertAccessibleAsync)).Message, StringComparison.Ordinal);
        Assert.Contains("3008 of 1280", (await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(page.AssertFitsAsync)).Message, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_blank_page_is_told_from_one_that_shows_something()
    {
        await using OpenPage blank = await Open($"{Head}</head><body style=\"background:#123456\"></body></html>");
        Assert.Equal(new Picture(1, "#123456", 1), await blank.PictureAsync());
        await using OpenPage shown = await Open($"{Head}</head><body style=\"background:#fff\"><h1 style=\"font-size:200px\">A heading that fills the page</h1><p style=\"color:transparent\">x</p></body></html>");
        (await shown.PictureAsync()).AssertShowsSomethingOn("#ffffff");
        IReadOnlyList<Picture> parts = await shown.PicturesAsync("h1, p");
        parts[0].AssertShowsSomethingOn("#ffffff");
        Assert.Throws<Xunit.Sdk.InRangeException>(() => parts[1].AssertShowsSomethingOn("#ffffff"));
    }

    [BrowserFact]
    public async Task A_page_is_looked_at_in_its_form()
    {
        const string Form = "() => [innerWidth, ...['(prefers-color-scheme: dark)', 'print', '(prefers-reduced-motion: reduce)'].map(query => matchMedia(query).matches)].join(' ')";
        string file = _folder.Write("page.html", $"{Head}<meta name=\"viewport\" content=\"width=device-width\"></head><body></body></html>");
        foreach ((PageForm form, string seen) in new[]
        {
            (PageForm.Desktop, "1280 false false false"),
            (PageForm.Phone with { Dark = true }, "390 true false false"),
            (PageForm.Paper with { Still = true }, "688 false true true"),
        })
        {
            await using OpenPage page = await browser.OpenFileAsync(file, form);
            Assert.Equal(seen, await page.Page.EvaluateAsync<string>(Form));
        }
    }

    [BrowserFact]
    public async Task A_page_of_a_server_on_this_machine_may_ask_that_server_alone()
    {
        using var server = new LoopbackServer($"{Head}<script src=\"/own.js\"></script></head><body><script>fetch('http://127.0.0.1:9/')</script></body></html>");
        await using OpenPage page = await browser.OpenServedAsync(server.Address, PageForm.Desktop);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(page.AssertFaultlessAsync);
        Assert.Equal([server.Address.AbsoluteUri, $"{server.Address}own.js", "http://127.0.0.1:9/"], page.Requests);
        Assert.Equal(["/", "/own.js"], server.Answered);
        await Assert.ThrowsAsync<ArgumentException>(() => browser.OpenServedAsync(new Uri("http://example.org/"), PageForm.Desktop));
    }

    private Task<OpenPage> Open(string html) => browser.OpenFileAsync(_folder.Write("page.html", html), PageForm.Desktop);
}
