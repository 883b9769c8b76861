using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Environments;
using Phalanx.Learning.Recording;
using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Replays;

/// <summary>What the page's own reader reads is what the library reads, down to what stands in the page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReplayValuesTests(Browser browser) : IDisposable
{
    private readonly ReplayFiles _replays = new();

    public void Dispose() => _replays.Dispose();

    [BrowserTheory]
    [InlineData("battle/3m")]
    [InlineData("predator-prey")]
    [InlineData("two-quadratics")]
    [InlineData("rware/tiny-2ag")]
    public async Task Both_readers_agree_on_recorded_files(string environment) => await AssertAgreeAsync(new PlayedRecord(environment).Play());

    [BrowserFact]
    public async Task Both_readers_agree_on_generated_files()
    {
        for (int seed = 100; seed < 130; seed++)
        {
            await AssertAgreeAsync(new GeneratedRecord(seed).Bytes());
        }
    }

    [BrowserFact]
    public async Task The_page_shows_the_numbers_of_the_record()
    {
        byte[] bytes = new PlayedRecord("battle/3m") { Episodes = 1 }.Play();
        using RecordFile record = ReplayFiles.Open(bytes);
        RecordedEpisode episode = record.Read(0);
        RecordHeader header = record.Header;
        Frame[] frames = [.. episode.Frames()];
        await using OpenPage page = await ReplayFiles.OpenAsync(browser, _replays.Write(bytes), PageForm.Desktop);
        double[] returns = [0, .. Enumerable.Range(0, episode.Steps).Select(step => Enumerable.Range(0, step + 1).Sum(each => (double)episode.Reward(each)))];
        double range = returns.Max() - returns.Min();
        foreach (int step in new[] { 0, 3, episode.Steps / 2, episode.Steps - 1, episode.Steps })
        {
            await page.Page.EvaluateAsync("step => player.seek(step)", step);
            Assert.Equal($"{step}", await FigureAsync(page, "step"));
            Near(step == 0 ? null : episode.Reward(step - 1), await FigureAsync(page, "reward"), range);
            Near(returns[step], await FigureAsync(page, "return"), range);
            Near(step < episode.Steps ? episode.Joint(0, step) : null, await FigureAsync(page, "q_tot"), 10);
            for (int agent = 0; agent < header.Agents; agent++)
            {
                await page.Page.EvaluateAsync("agent => player.choose(agent)", agent);
                await AssertUnitAsync(page, agent, frames[step].Items.Single(item => item.Agent == agent));
                if (step < episode.Steps)
                {
                    await AssertActionsAsync(page, header, episode, step, agent);
                }
            }
        }
    }

    private async Task AssertAgreeAsync(byte[] bytes)
    {
        using RecordFile record = ReplayFiles.Open(bytes);
        await using OpenPage page = await browser.OpenFileAsync(_replays.Write(bytes), PageForm.Desktop with { Still = true });
        await page.Page.WaitForSelectorAsync("html[data-ready]");
        for (int place = 0; place < record.Episodes.Count; place++)
        {
            JsonNode read = JsonNode.Parse(await page.Page.EvaluateAsync<string>(RecordDump.Script, place))!;
            JsonNode expected = JsonNode.Parse(RecordDump.Of(record.Header, record.Read(place)).ToJsonString())!;
            foreach ((string name, JsonNode? part) in expected.AsObject())
            {
                Assert.True(JsonNode.DeepEquals(part, read[name]), $"{name}: {Short(part)} and {Short(read[name])}");
            }
        }

        await page.AssertAloneAsync();
    }

    private static string Short(JsonNode? node) => node?.ToJsonString() is { Length: > 600 } text ? text[..600] : node?.ToJsonString() ?? "nothing";

    private static async Task AssertUnitAsync(OpenPage page, int agent, FrameItem item)
    {
        foreach (FrameBar bar in item.Bars)
        {
            Near(bar.Value, await page.Page.InnerTextAsync($"tr[data-agent='{agent}'] td[data-c='{bar.Name}']"), bar.Max * 5);
        }
    }

    private static async Task AssertActionsAsync(OpenPage page, RecordHeader header, RecordedEpisode episode, int step, int agent)
    {
        int[] actions = new int[header.Agents];
        bool[] available = new bool[header.Agents * header.Actions];
        float[] values = new float[available.Length];
        episode.ReadActions(step, actions);
        episode.ReadAvailable(step, available);
        episode.ReadValues(step, values);
        string[][] rows = await page.Page.EvaluateAsync<string[][]>("() => [...document.querySelectorAll('.actions tbody tr')].map(row => [row.cells[0].textContent, row.cells[2].textContent, row.cells[3].textContent])");
        Assert.Equal(header.Actions, rows.Length);
        for (int action = 0; action < header.Actions; action++)
        {
            int index = (agent * header.Actions) + action;
            Assert.Equal(header.ActionNames[action], rows[action][0]);
            Assert.Equal(!available[index] ? "masked" : action == actions[agent] ? "chosen" : "", rows[action][2]);
            if (available[index])
            {
                Near(values[index], rows[action][1], 5);
            }
            else
            {
                Assert.Equal("", rows[action][1]);
            }
        }

        Assert.Equal(header.ActionNames[actions[agent]], await page.Page.InnerTextAsync($"tr[data-agent='{agent}'] td[data-c=action]"));
    }

    private static Task<string> FigureAsync(OpenPage page, string name) => page.Page.InnerTextAsync($"dd[data-figure='{name}']");

    /// <summary>Asserts that a text is a number, to a thousandth of a range; or that there is none.</summary>
    private static void Near(double? expected, string text, double range)
    {
        if (expected is null)
        {
            Assert.Equal("–", text);
            return;
        }

        Assert.InRange(double.Parse(text, CultureInfo.InvariantCulture) - expected.Value, -range / 1000, range / 1000);
    }
}
