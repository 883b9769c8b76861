using Phalanx.Analysis.Replays;
using Phalanx.Learning.Recording;
using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Replays;

/// <summary>Pages of records in a folder of their own, as <c>phalanx replay</c> writes them.</summary>
internal sealed class ReplayFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Writes the page of one record, or of two side by side, and returns its path.</summary>
    public string Write(params byte[][] records)
    {
        RecordFile[] open = [.. records.Select(Open)];
        try
        {
            var parts = ReplayPart.Choose([.. open.Select((record, place) => ($"{"ab"[place]}.phxr", record))], most: null, won: null);
            return _folder.Write("replay.html", ReplayPage.Of(parts, [.. open.Select(record => TeamStatistics.Of(record))]));
        }
        finally
        {
            Array.ForEach(open, record => record.Dispose());
        }
    }

    /// <summary>Reads a record with the reader of the library.</summary>
    public static RecordFile Open(byte[] record) => RecordFile.Open(new MemoryStream(record, writable: false), "record");

    /// <summary>Opens a page at a moment, where it stands still, and waits until it has begun.</summary>
    public static async Task<OpenPage> OpenAsync(Browser browser, string path, PageForm form, string moment = "e=1&t=0&a=0")
    {
        OpenPage page = await browser.OpenFileAsync(path, form);
        await page.Page.WaitForSelectorAsync("html[data-ready]");
        await page.Page.EvaluateAsync("async moment => { player.play(false); history.replaceState(null, '', `#${moment}`); await followAddress(player).opened; }", moment);
        return page;
    }

    /// <summary>Waits until something is true in the page. What Playwright offers for it evaluates text, which the page's policy forbids.</summary>
    public static async Task UntilAsync(OpenPage page, string condition)
    {
        for (int tries = 0; !await page.Page.EvaluateAsync<bool>($"() => {condition}"); tries++)
        {
            Assert.True(tries < 600, $"never: {condition}");
            await Task.Delay(50);
        }
    }
}
