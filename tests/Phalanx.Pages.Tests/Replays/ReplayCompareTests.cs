using Phalanx.Analysis.Replays;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;
using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Replays;

/// <summary>Two records side by side.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReplayCompareTests(Browser browser) : IDisposable
{
    private readonly ReplayFiles _replays = new();

    public void Dispose() => _replays.Dispose();

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task They_run_by_one_clock(bool phone)
    {
        byte[] one = new PlayedRecord("battle/3m") { Seed = 1 }.Play();
        byte[] other = new PlayedRecord("battle/3m") { Seed = 2, Exploration = 0.7, Episodes = 3, Named = header => header with { Algorithm = "vdn" } }.Play();
        await using OpenPage page = await ReplayFiles.OpenAsync(browser, _replays.Write(one, other), phone ? PageForm.Phone : PageForm.Desktop);
        Assert.Equal("qmix and vdn on battle/3m", Assert.Single(await page.TextsAsync("h1")));

        // The episodes with seed 2 belong together; the first record has them second, the other first.
        Assert.Equal(["2", "2"], await page.Page.EvaluateAsync<string[]>("() => player.episodes.map(episode => episode.about.seed)"));
        using RecordFile first = ReplayFiles.Open(one), second = ReplayFiles.Open(other);
        (RecordedEpisode a, RecordedEpisode b) = (first.Read(1), second.Read(0));
        Assert.Equal(Math.Max(a.Steps, b.Steps), await page.Page.EvaluateAsync<int>("() => player.length"));
        int difference = Enumerable.Range(0, Math.Min(a.Steps, b.Steps)).First(step => !ActionsOf(a, step).SequenceEqual(ActionsOf(b, step)));
        await page.Page.ClickAsync("#difference");
        Assert.Equal(difference, await page.Page.EvaluateAsync<int>("() => player.step"));
        Assert.Equal($"first difference: step {difference}", await page.Page.InnerTextAsync("#difference"));
        Assert.Equal(2, await page.Page.Locator(".actions:visible").CountAsync());
        await page.Page.ClickAsync("[data-side=B]");
        Assert.Equal(1, await page.Page.Locator(".actions:visible").CountAsync());
        Assert.StartsWith("B: agent 0", await page.Page.InnerTextAsync(".panel:visible h2"), StringComparison.Ordinal);
        await page.Page.ClickAsync("[data-side=both]");
        await page.Page.Keyboard.PressAsync("End");
        await page.AssertAloneAsync();
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public void Records_of_different_environments_are_refused()
    {
        byte[] record = new PlayedRecord("matrix/qtran").Play();
        AssertRefused("'a' and 'b' differ in the environment: 'matrix/qtran' and 'squeeze'; side by side the environment must be the same", record, Named(header => header with { Environment = "squeeze" }));
        AssertRefused("'a' and 'b' differ in env.punishment: '-4' and 'not set'; side by side the environment must be the same", Named(header => header with { Settings = new Dictionary<string, string> { ["env.punishment"] = "-4" } }), record);
        AssertRefused("'a' and 'b' have no episode with the same seed; record both with one --seed", record, new PlayedRecord("matrix/qtran") { Seed = 100 }.Play());
        AssertRefused("a page shows one record, or two side by side; there are 3", record, record, record);

        static byte[] Named(Func<RecordHeader, RecordHeader> named) => new PlayedRecord("matrix/qtran") { Named = named }.Play();
    }

    private static int[] ActionsOf(RecordedEpisode episode, int step)
    {
        int[] actions = new int[3];
        episode.ReadActions(step, actions);
        return actions;
    }

    private static void AssertRefused(string message, params byte[][] records)
    {
        RecordFile[] open = [.. records.Select(ReplayFiles.Open)];
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => ReplayPart.Choose([.. open.Select((record, place) => ($"{"abc"[place]}", record))], null, null)).Message);
        Array.ForEach(open, record => record.Dispose());
    }
}
