using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Phalanx.Pages.Tests.Browsers;

/// <summary>A page that is open, with a record of everything that it asked for and of everything that went wrong in it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly Browser _browser;
    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _faults = new();

    private OpenPage(Browser browser, IBrowserContext context, IPage page, Uri address)
    {
        (_browser, _context, Page, _address) = (browser, context, page, address);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
        page.WebSocket += (_, socket) => _requests.Enqueue(socket.Url);
        page.Console += (_, message) => _faults.Enqueue($"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => _faults.Enqueue($"error: {error}");
        page.Crash += (_, _) => _faults.Enqueue("the page crashed");
        page.Popup += (_, popup) => _faults.Enqueue($"another page: {popup.Url}");
        page.Download += (_, download) => _faults.Enqueue($"download: {download.Url}");
        page.Dialog += async (_, dialog) =>
        {
            _faults.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    /// <summary>The page itself.</summary>
    public IPage Page { get; }

    /// <summary>Everything that the page asked for, refused or not, in its order; the page itself is the first.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>What no page should do: messages on the console, of refused requests and of violated policies too, errors, dialogs, other pages.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>Opens.</summary>
    public static async Task<OpenPage> OpenAsync(Browser browser, Uri address, PageForm form)
    {
        IBrowserContext context = await browser.Driven.NewContextAsync(new()
        {
            ViewportSize = new() { Width = form.Width, Height = form.Height },
            ColorScheme = form.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = form.Still ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            HasTouch = form.Touch,
            IsMobile = form.Touch,
            DeviceScaleFactor = form.Scale,
            Offline = address.IsFile,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Browser.Patience);
        try
        {
            IPage page = await context.NewPageAsync();
            var open = new OpenPage(browser, context, page, address);
            await context.RouteAsync("**/*", open.RouteAsync);
            await page.EmulateMediaAsync(new() { Media = form.Printed ? Media.Print : Media.Screen });
            await page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });
            return open;
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    /// <summary>Asserts that the page asked for itself alone, and that nothing went wrong in it.</summary>
    public async Task AssertAloneAsync()
    {
        await SettleAsync();
        Assert.Equal([_address.AbsoluteUri], Requests);
        Found.Nothing(Faults);
    }

    /// <summary>Asserts that nothing went wrong in the page.</summary>
    public async Task AssertFaultlessAsync()
    {
        await SettleAsync();
        Found.Nothing(Faults);
    }

    /// <summary>Asserts that axe finds nothing against the page, among its rules for every level and its advice.</summary>
    public async Task AssertAccessibleAsync()
    {
        AxeResult result = await Page.RunAxe();
        Assert.NotEmpty(result.Passes);
        Found.Nothing(result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help} ({node.Html})")));
    }

    /// <summary>Asserts that nothing makes the page wider than it is looked at.</summary>
    public async Task AssertFitsAsync() => Found.Nothing(await Page.EvaluateAsync<string[]>(
        """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          const scrolled = each => each && (/auto|scroll|hidden/.test(getComputedStyle(each).overflowX) || scrolled(each.parentElement));
          const wide = [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > width + 0.5 && !scrolled(each.parentElement));
          return [`${document.documentElement.scrollWidth} of ${width}`, ...wide.slice(0, 5).map(each => each.outerHTML.slice(0, 160))];
        }
        """));

    /// <summary>What is to be seen without scrolling.</summary>
    public async Task<Picture> PictureAsync() => await _browser.PictureOfAsync(await Page.ScreenshotAsync());

    /// <summary>What is to be seen in each of the elements of a selector.</summary>
    public async Task<IReadOnlyList<Picture>> PicturesAsync(string selector)
    {
        double[][] areas = await Page.EvaluateAsync<double[][]>(
            """
            selector => [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect())
              .map(area => [area.left + scrollX, area.top + scrollY, area.width, area.height])
            """,
            selector);
        return await _browser.PicturesOfAsync(await Page.ScreenshotAsync(new() { FullPage = true, Scale = ScreenshotScale.Css }), areas);
    }

    /// <summary>The texts that a reader sees in the elements of a selector, one for each.</summary>
    public Task<IReadOnlyList<string>> TextsAsync(string selector) => Page.Locator(selector).AllInnerTextsAsync();

    /// <summary>What the browser has to say comes a little later than the page: two frames, and all is said.</summary>
    private async Task SettleAsync() =>
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))");

    private Task RouteAsync(IRoute route) => MayAskFor(new Uri(route.Request.Url)) ? route.ContinueAsync() : route.AbortAsync("blockedbyclient");

    private bool MayAskFor(Uri wanted) => _address.IsFile
        ? wanted.IsFile && wanted.LocalPath == _address.LocalPath
        : wanted.Scheme == _address.Scheme && wanted.Authority == _address.Authority;
}
