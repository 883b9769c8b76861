using Microsoft.Playwright;

namespace Phalanx.Pages.Tests.Browsers;

/// <summary>The browser of all tests of a collection. It opens files, and pages of a server on this machine, and nothing else.</summary>
public sealed class Browser : IAsyncLifetime
{
    // Root has no sandbox, and what a browser fetches of its own accord would be waited for.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage",
    ];

    /// <summary>How many milliseconds an answer of the browser is waited for: long, since other tests run beside these.</summary>
    internal const float Patience = 180_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage? _counter;

    /// <summary>Starts it, unless all tests are skipped.</summary>
    public async Task InitializeAsync()
    {
        if (Chromium.SkipReason is not null)
        {
            return;
        }

        string path = Chromium.Path ?? throw new InvalidOperationException(Chromium.Missing);
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = Arguments, Timeout = Patience });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>The browser as it is driven.</summary>
    internal IBrowser Driven => _browser ?? throw new InvalidOperationException(Chromium.Missing);

    /// <summary>Opens a file, without any network: no request but the one of the file is let through.</summary>
    /// <param name="path">The file.</param>
    /// <param name="form">On what it is looked at.</param>
    internal Task<OpenPage> OpenFileAsync(string path, PageForm form) => OpenPage.OpenAsync(this, new Uri(Path.GetFullPath(path)), form);

    /// <summary>Opens a page of a server on this machine. Requests to that very server are let through, and no other.</summary>
    /// <param name="address">The page, at a loopback address.</param>
    /// <param name="form">On what it is looked at.</param>
    internal Task<OpenPage> OpenServedAsync(Uri address, PageForm form) => address is { IsFile: false, IsLoopback: true }
        ? OpenPage.OpenAsync(this, address, form)
        : throw new ArgumentException($"{address} is not served by this machine", nameof(address));

    /// <summary>Counts the colours of a screenshot.</summary>
    /// <param name="png">The bytes of the picture.</param>
    internal async Task<Picture> PictureOfAsync(byte[] png) => Assert.Single(await PicturesOfAsync(png, []));

    /// <summary>Counts the colours of parts of a screenshot.</summary>
    /// <param name="png">The bytes of the picture.</param>
    /// <param name="areas">Left, top, width and height of every part; none for the whole.</param>
    internal async Task<IReadOnlyList<Picture>> PicturesOfAsync(byte[] png, double[][] areas)
    {
        // One page serves for all pictures of the tests, which run one by one.
        _counter ??= await Driven.NewPageAsync();
        return await Picture.OfAsync(_counter, png, areas);
    }
}
