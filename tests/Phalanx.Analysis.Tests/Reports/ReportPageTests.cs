using System.Text.RegularExpressions;
using System.Xml.Linq;
using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;

namespace Phalanx.Analysis.Tests.Reports;

public sealed partial class ReportPageTests : IDisposable
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>";

    private readonly ReportRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_page_needs_no_script_and_nothing_from_elsewhere()
    {
        string page = Page(Seeds("qmix", 3), Seeds("vdn", 3)).Content;
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Content-Security-Policy\" content=\"default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.All(Links().Matches(page).Select(match => match.Groups[1].Value), link =>
            Assert.True(link is "data:," || link[0] == '#' || (!link.Contains(':', StringComparison.Ordinal) && !link.StartsWith('/')), link));
        Assert.DoesNotContain("http", page.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_of_the_page_lead_somewhere_and_ids_are_there_once()
    {
        ReportPage page = Page(Seeds("qmix", 3), Seeds("vdn", 3));
        string[] ids = [.. Ids().Matches(page.Content).Select(match => match.Groups[1].Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(
            Links().Matches(page.Content).Select(match => match.Groups[1].Value).Where(link => link[0] == '#'), link => Assert.Contains(link[1..], ids));
        Assert.Equal(page.Figures.Count, page.Figures.Select(figure => figure.Name).Distinct().Count());
        Assert.All(page.Figures, figure => Assert.Contains($"href=\"figures/{figure.Name}.svg\"", page.Content, StringComparison.Ordinal));
        Assert.All(page.Figures, figure => Assert.Equal("svg", XElement.Parse(figure.Svg).Name.LocalName));
    }

    [Fact]
    public void The_page_shows_the_numbers_of_the_runs()
    {
        string page = Page(
            [.. new[] { 35.4, 36.5, 35.9 }.Select((value, seed) => new SyntheticRun { Algorithm = "cw-qmix", Seed = (ulong)seed, FinalReturn = value })],
            [.. new[] { 0.0, 0, 0 }.Select((value, seed) => new SyntheticRun { Seed = (ulong)seed, FinalReturn = value })]).Content;
        Assert.Contains("35.9 [35.65, 36.2]", page, StringComparison.Ordinal);
        Assert.Contains("35.93 &#177; 1.368", page, StringComparison.Ordinal);
        Assert.Contains("better, by much", page, StringComparison.Ordinal);
        Assert.Contains("With fewer than four runs the IQM drops none and is the mean", page, StringComparison.Ordinal);
        Assert.Contains("The seed is 0", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_shown_as_text_wherever_they_stand()
    {
        ReportPage page = Page(
            [.. Seeds(Hostile, 2)],
            [new SyntheticRun { Algorithm = Hostile, Environment = $"e/{Hostile}", Settings = [("learner.own", $"\"{Hostile}\"")] }],
            [new SyntheticRun { Algorithm = "vdn", Environment = $"e/{Hostile}" }]);
        Assert.DoesNotContain("<img", page.Content, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</script", page.Content, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page.Content, StringComparison.Ordinal);
        Assert.All(page.Figures, figure => Assert.Matches("^[a-z0-9._-]+$", figure.Name));
        Assert.All(page.Figures, figure => Assert.DoesNotContain("<img", figure.Svg, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_was_left_out_is_named()
    {
        string broken = new SyntheticRun().Write(_runs.Folder["broken<1>"]);
        File.WriteAllText(Path.Combine(broken, "metrics.csv"), "nonsense\n");
        string good = new SyntheticRun().Write(_runs.Folder["good"]);
        string page = ReportPage.Of(Report.Of(LoadedRuns.Read([broken, good]), new ReportOptions()), [], []).Content;
        Assert.Contains("Left out: 1 run", page, StringComparison.Ordinal);
        Assert.Contains("broken&lt;1&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sets_stand_side_by_side_with_what_differs()
    {
        LoadedRuns first = _runs.Load(Seeds("qmix", 3));
        LoadedRuns second = _runs.Load([.. Seeds("qmix", 3).Select(run => run with { Settings = [("learner.lr", "0.25")] })]);
        var options = new ReportOptions();
        Report report = Report.Of(new LoadedRuns([.. first.Runs, .. second.Runs], []), options) with { Comparisons = Comparison.Of(first.Runs, second.Runs, options) };
        string page = ReportPage.Of(report, [], []).Content;
        Assert.Contains("<h2 id=\"compare-battle-3m-h\">A and B: battle/3m</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\" class=\"w\">learner.lr</th><td>0.0005</td><td>0.25</td>", page, StringComparison.Ordinal);
        Assert.Contains("A less B in test return", page, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Two_hundred_runs_of_two_hundred_tests_stay_below_two_megabytes()
    {
        SyntheticRun[] runs =
        [
            .. from environment in new[] { "battle/3m", "battle/8m", "battle/2s3z", "battle/MMM" }
               from algorithm in new[] { "iql", "vdn", "qmix", "qplex", "resq" }
               from seed in Enumerable.Range(0, 10)
               select new SyntheticRun
               {
                   Algorithm = algorithm, Environment = environment, Seed = (ulong)seed,
                   Returns = [.. Enumerable.Range(0, 200).Select(test => (test * 0.1) + ((test * (seed + 7) * 31 % 17) * 0.2))],
                   Wins = [.. Enumerable.Range(0, 200).Select(test => test * (seed + 7) * 31 % 33 / 32.0)],
               },
        ];
        Assert.InRange(Page(runs).Content.Length, 100_000, 2_000_000);
    }

    [Fact]
    public void Runs_without_a_test_on_the_way_have_a_page_without_curves()
    {
        string page = Page([new SyntheticRun { Returns = [3], Settings = [("training.steps", "50")] }]).Content;
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        string run = new SyntheticRun { Returns = [3], Settings = [("evaluation.interval", "1000000")] }.Write(_runs.Folder["short"]);
        string metrics = Path.Combine(run, "metrics.csv");
        File.WriteAllText(metrics, File.ReadAllLines(metrics)[0] + "\n");
        page = ReportPage.Of(Report.Of(LoadedRuns.Read([run]), new ReportOptions()), [], []).Content;
        Assert.Contains("so there are no curves", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_that_all_failed_have_a_page_that_says_so()
    {
        SyntheticRun[] runs = [.. Seeds("qmix", 2).Concat(Seeds("vdn", 2)).Select(run => run with { Returns = [.. Enumerable.Repeat(double.NaN, 6)] })];
        ReportPage page = Page(runs);
        Assert.Contains("<td>2, 2 failed</td><td>failed [failed, failed]</td><td>–</td>", page.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page.Content, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Figures, figure => figure.Name.EndsWith("-improvement", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_of_many_arms_stand_value_by_value()
    {
        string page = Page([.. Enumerable.Range(0, 6).Select(arm => new SyntheticRun { Algorithm = $"method-{arm}", Settings = [("learner.lr", arm < 4 ? "0.1" : "0.2")] })]).Content;
        Assert.Contains(
            "<th scope=\"row\" class=\"w\">learner.lr</th><td class=\"w\">0.1</td><td class=\"w\">method-0; method-1; method-2; method-3</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"w\">0.2</td><td class=\"w\">method-4; method-5</td>", page, StringComparison.Ordinal);
    }

    private static SyntheticRun[] Seeds(string algorithm, int count) =>
    [
        .. Enumerable.Range(0, count).Select(seed => new SyntheticRun { Algorithm = algorithm, Seed = (ulong)seed, Returns = [seed, seed + 1, seed + 2, 3, 4, 5] }),
    ];

    private ReportPage Page(params SyntheticRun[][] runs) => ReportPage.Of(_runs.Report([.. runs.SelectMany(each => each)]), ["arms.csv"], []);

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("[ <]id=\"([^\"]*)\"")]
    private static partial Regex Ids();
}
