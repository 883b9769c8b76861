using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;
using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Reports;

/// <summary>The page of <c>phalanx report</c>, as its readers see it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReportPageTests(Browser browser) : IDisposable
{
    private const string Light = "#ffffff";
    private const string Dark = "#15181c";

    private readonly ReportFiles _reports = new();

    public void Dispose() => _reports.Dispose();

    [BrowserTheory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_report_needs_nothing_else_and_everyone_can_read_it(bool phone, bool dark)
    {
        PageForm form = (phone ? PageForm.Phone : PageForm.Desktop) with { Dark = dark };
        await using OpenPage page = await browser.OpenFileAsync(_reports.Write(ReportFiles.Learning), form);
        await AssertSoundAsync(page);
        (await page.PictureAsync()).AssertShowsSomethingOn(dark ? Dark : Light);
        IReadOnlyList<Picture> figures = await page.PicturesAsync("figure svg");
        Assert.NotEmpty(figures);
        Assert.All(figures, figure => figure.AssertShowsSomethingOn(dark ? Dark : Light));
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_paper_it_is_light_and_nothing_is_cut_off(bool dark)
    {
        await using OpenPage page = await browser.OpenFileAsync(_reports.Write(ReportFiles.Learning), PageForm.Paper with { Dark = dark });
        await AssertSoundAsync(page);
        Assert.False(await page.Page.Locator("nav").IsVisibleAsync());
        Assert.All(await page.PicturesAsync("body, figure svg"), picture => picture.AssertShowsSomethingOn(Light));
        byte[] document = await page.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
        Assert.Contains("/MediaBox [0 0 59", System.Text.Encoding.Latin1.GetString(document), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_numbers_of_the_summaries_are_shown()
    {
        string file = _reports.Write(ReportFiles.Learning);
        await using OpenPage page = await browser.OpenFileAsync(file, PageForm.Desktop);
        Assert.Equal(["Report on 18 runs"], await page.TextsAsync("h1"));
        string[][] rows = await RowsAsync(page, "#runs");
        Assert.Equal(
            ReportFiles.Learning.Select(run => string.Join(' ', run.Environment, run.Algorithm, run.Seed, Shown(run.FinalReturn!.Value), run.Wins is [.., var won] ? Shown(won) : "–")).Order(),
            rows.Select(row => string.Join(' ', row[1], row[2], row[3], row[5], row[6])).Order());
        Assert.All(rows, row => Assert.Equal("200,005", row[4]));

        // The scores are those of the document beside the page.
        JsonNode document = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, ReportFolder.DocumentFile)))!;
        JsonNode arm = document["tasks"]![1]!["metrics"]![0]!["arms"]![2]!;
        string[] scores = Assert.Single(await RowsAsync(page, "#task-predator-prey"), row => row.Length == 10 && row[0] == "cw-qmix");
        Assert.Equal("3", scores[1]);
        Assert.StartsWith($"{Shown(arm["median"]!.GetValue<double>())} [", scores[2], StringComparison.Ordinal);
        Assert.StartsWith($"{Shown(arm["mean"]!.GetValue<double>())} ± ", scores[3], StringComparison.Ordinal);
        Assert.StartsWith($"{Shown(arm["iqm"]!.GetValue<double>())} [", scores[5], StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Links_lead_to_files_and_to_parts_of_the_page_that_are_there()
    {
        await using OpenPage page = await browser.OpenFileAsync(_reports.Write(ReportFiles.Learning), PageForm.Desktop);
        await AssertLinksLeadSomewhereAsync(page);
        await page.Page.Locator("nav a", new() { HasText = "predator-prey" }).ClickAsync();
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => Math.round(document.querySelector('#task-predator-prey').getBoundingClientRect().top)"));
    }

    [BrowserFact]
    public async Task Names_are_text_and_nothing_else()
    {
        string[] hostile =
        [
            "<script>document.title='taken'</script>", "\"><img src=x onerror=alert(1)>", "</title></style></script><svg onload=alert(2)>", "a & b 'c' \"d\" &lt;e&gt; &amp;",
        ];
        SyntheticRun[] runs =
        [
            .. from name in hostile
               from seed in Enumerable.Range(0, 2)
               select new SyntheticRun { Algorithm = name, Environment = $"e/{hostile[0]}{hostile[3]}", Seed = (ulong)seed, Returns = [seed, seed + 1, 2] },
            new SyntheticRun { Algorithm = hostile[0], Environment = hostile[1], Settings = [("learner.own", "'<img src=x onerror=alert(3)>'")] },
            new SyntheticRun { Algorithm = hostile[0], Environment = hostile[1], Settings = [("learner.own", "2")] },
        ];
        string named = runs[0].Write(_reports.Folder["<b onclick=alert(4)>'run' & \"name\""]);
        string broken = runs[0].Write(_reports.Folder["<img src=x onerror=alert(5)>"]);
        File.WriteAllText(Path.Combine(broken, "metrics.csv"), "<img src=x onerror=alert(6)>\n");
        LoadedRuns loaded = LoadedRuns.Read([named, broken, .. runs.Skip(1).Select((run, place) => run.Write(_reports.Folder[$"runs/{place}"]))]);
        await using OpenPage page = await browser.OpenFileAsync(_reports.Write(Report.Of(loaded, new ReportOptions())), PageForm.Phone);
        await AssertSoundAsync(page);
        await AssertLinksLeadSomewhereAsync(page);
        Assert.Equal($"Report on {loaded.Runs.Count} runs", await page.Page.TitleAsync());
        Assert.Equal(0, await page.Page.Locator("script, img, b, svg svg, [onerror], [onload], [onclick]").CountAsync());
        string[][] rows = await RowsAsync(page, "#runs");
        Assert.Equal(
            hostile.Select(name => name == hostile[0] ? $"{name} (own unset)" : name).Order(StringComparer.Ordinal),
            rows.Where(row => row[1].StartsWith("e/", StringComparison.Ordinal)).Select(row => row[2]).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(rows, row => row[0] == named);
        Assert.Contains($"{hostile[0]} (own <img src=x onerror=alert(3)>)", rows.Select(row => row[2]));
        Assert.Equal([$"e/{hostile[0]}{hostile[3]}", hostile[1]], (await page.TextsAsync("section[id^=task-] h2")));
        Assert.Contains(broken, Assert.Single(await page.TextsAsync("#left-out li")), StringComparison.Ordinal);

        // In the figures too: the name is all of a label, and no tag in it.
        Assert.Contains($"{hostile[3]}, 2 runs", await page.Page.Locator("figure svg text").AllTextContentsAsync());
    }

    [BrowserFact]
    public async Task Many_arms_stay_readable()
    {
        SyntheticRun[] runs =
        [
            .. from arm in Enumerable.Range(1, 24)
               from seed in Enumerable.Range(0, 2)
               select new SyntheticRun
               {
                   Algorithm = $"method-{arm}-with-a-rather-long-name", Seed = (ulong)seed, Returns = [.. Enumerable.Range(0, 8).Select(test => (double)(arm * test) + seed)],
               },
        ];
        string file = _reports.Write(runs);
        foreach (PageForm form in new[] { PageForm.Desktop, PageForm.Phone, PageForm.Paper })
        {
            await using OpenPage page = await browser.OpenFileAsync(file, form);
            await AssertSoundAsync(page);
            Assert.Equal(48, (await RowsAsync(page, "#runs")).Length);
            Assert.Contains(await RowsAsync(page, "#task-battle-3m"), row => row is ["algorithm.name", "method-7-with-a-rather-long-name", "method-7-with-a-rather-long-name"]);
        }
    }

    [BrowserFact]
    public async Task Two_sets_stand_side_by_side()
    {
        SyntheticRun[] first = [.. ReportFiles.Learning.Where(run => run.Algorithm == "qmix")];
        SyntheticRun[] second = [.. first.Select(run => run with { Returns = [.. run.Returns.Select(value => value / 2)], Settings = [("learner.lr", "0.25")] })];
        string file = _reports.Compare(first, second);
        foreach (PageForm form in new[] { PageForm.Desktop with { Dark = true }, PageForm.Phone, PageForm.Paper })
        {
            await using OpenPage page = await browser.OpenFileAsync(file, form);
            await AssertSoundAsync(page);
            await AssertLinksLeadSomewhereAsync(page);
            Assert.Contains("A and B: predator-prey", await page.TextsAsync("h2"));
            Assert.Contains(await RowsAsync(page, "#compare-predator-prey"), row => row is ["learner.lr", "0.0005", "0.25"]);
        }
    }

    [BrowserFact]
    public async Task A_metric_without_a_number_is_shown_as_missing()
    {
        SyntheticRun[] runs =
        [
            .. Enumerable.Range(0, 2).Select(seed => new SyntheticRun { Algorithm = "failed", Seed = (ulong)seed, Returns = [.. Enumerable.Repeat(double.NaN, 6)] }),
            new SyntheticRun { Algorithm = "sound", Returns = [1, 2, 3, 4, 5, 6] },
        ];
        foreach (SyntheticRun[] part in new[] { runs, runs[..2] })
        {
            await using OpenPage page = await browser.OpenFileAsync(_reports.Write(part), PageForm.Desktop);
            await AssertSoundAsync(page);
            Assert.Contains(await RowsAsync(page, "#task-battle-3m"), row => row.Length == 10 && row[1] == "2, 2 failed" && row[3] == "–");
            Assert.DoesNotContain("NaN", await page.Page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [BrowserFact]
    public async Task Equal_scores_are_seen_in_every_figure()
    {
        await using OpenPage page = await browser.OpenFileAsync(
            _reports.Write(new SyntheticRun { Returns = [4, 4, 4, 4, 4] }, new SyntheticRun { Algorithm = "vdn", Returns = [4, 4, 4, 4, 4] }), PageForm.Desktop);
        await AssertSoundAsync(page);
        string[][] axes = await page.Page.EvaluateAsync<string[][]>(
            "() => [...document.querySelectorAll('figure svg')].map(figure => [figure.querySelector('title').textContent, ...[...figure.querySelectorAll('text')].map(text => text.textContent)])");
        Assert.All(axes.Where(axis => axis[0].Contains("probability", StringComparison.Ordinal) || axis[0].Contains("share of runs", StringComparison.Ordinal)), axis =>
        {
            Assert.Contains("0", axis);
            Assert.Contains("1", axis);
            Assert.DoesNotContain(axis, text => text is "-0.5" or "1.5");
        });
        Assert.Contains("share of runs above", axes.Single(axis => axis[0].EndsWith("share of runs above a score", StringComparison.Ordinal)));
    }

    [BrowserFact]
    public async Task Figures_stand_alone_too()
    {
        string folder = Path.GetDirectoryName(_reports.Write(ReportFiles.Learning))!;
        string[] figures = Directory.GetFiles(Path.Combine(folder, "figures"));
        Assert.NotEmpty(figures);
        foreach (string figure in figures)
        {
            await using OpenPage page = await browser.OpenFileAsync(figure, new PageForm(620, 200) { Dark = true });
            await page.AssertAloneAsync();
            Assert.Equal("svg", await page.Page.EvaluateAsync<string>("() => document.documentElement.localName"));
            (await page.PictureAsync()).AssertShowsSomethingOn(Light);
        }
    }

    private static async Task AssertSoundAsync(OpenPage page)
    {
        await page.AssertAloneAsync();
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
        await FigureTexts.AssertReadableAsync(page);
    }

    private static async Task AssertLinksLeadSomewhereAsync(OpenPage page)
    {
        string[] links = await page.Page.EvaluateAsync<string[]>("() => [...document.links].map(link => link.href)");
        Assert.NotEmpty(links);
        foreach (Uri link in links.Select(link => new Uri(link)))
        {
            Assert.True(File.Exists(link.LocalPath), link.LocalPath);
            if (link.Fragment.Length > 0)
            {
                Assert.Equal(1, await page.Page.EvaluateAsync<int>("id => document.querySelectorAll(`[id=\"${id}\"]`).length", Uri.UnescapeDataString(link.Fragment[1..])));
            }
        }
    }

    /// <summary>The rows of all tables of a section, as a reader sees them.</summary>
    private static async Task<string[][]> RowsAsync(OpenPage page, string section) => await page.Page.EvaluateAsync<string[][]>(
        "section => [...document.querySelectorAll(`${section} tbody tr`)].map(row => [...row.cells].map(cell => cell.innerText))", section);

    private static string Shown(double value) => value.ToString(value >= 10 ? "0.##" : value >= 1 ? "0.###" : "0.####", CultureInfo.InvariantCulture);
}
