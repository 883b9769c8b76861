using System.Globalization;
using System.Text.RegularExpressions;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

/// <summary>Runs whose results are kept beside the pages: they can be read, and the pages say what they say.</summary>
public partial class KeptRunsTests
{
    // A run's win rate is the mean of its last tests: one test of 32 episodes is noisy.
    private const int LastTests = 5;

    private static readonly string Battles = RepositoryRoot.At("docs/results/battles");

    [Fact]
    public void Every_kept_run_is_whole_and_lies_where_its_names_say() => Assert.All(KeptRuns(), folder =>
    {
        var summary = RunSummary.Read(Path.Combine(folder, "summary.json"));
        string settings = File.ReadAllText(Path.Combine(folder, "settings.yaml"));
        string place = $"{summary.Algorithm}/{summary.Environment["battle/".Length..]}/{summary.Seed}";
        Assert.Equal(place, Path.GetRelativePath(Battles, folder).Replace('\\', '/'));
        Assert.Contains($"\n  name: {summary.Environment}\n", settings, StringComparison.Ordinal);
        Assert.Contains($"\n  name: {summary.Algorithm}\n", settings, StringComparison.Ordinal);
        Assert.True(Wins(folder).Count > LastTests);
    });

    [Fact]
    public void The_page_of_battles_tells_what_the_kept_runs_tell()
    {
        string page = File.ReadAllText(RepositoryRoot.At("docs/environments/battles.md"));
        string[] written = [.. LearningRow().Matches(page).Select(row => row.Value)];
        string[] kept =
        [
            .. from folder in KeptRuns()
               let names = Path.GetRelativePath(Battles, folder).Replace('\\', '/').Split('/')
               group folder by (Map: string.Join('/', names[1..^1]), Algorithm: names[0]) into runs
               select RowOf(runs.Key.Map, runs.Key.Algorithm, [.. runs]),
        ];
        Assert.NotEmpty(kept);
        Assert.Equal(kept.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> KeptRuns() =>
        Directory.EnumerateFiles(Battles, "summary.json", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!);

    /// <summary>The beginning of a row of the page: map, method, seeds, steps, and the median over seeds of the wins in the last tests, in percent.</summary>
    private static string RowOf(string map, string algorithm, IReadOnlyList<string> runs)
    {
        double[] wins = [.. runs.Select(folder => Wins(folder).TakeLast(LastTests).Average()).Order()];
        double median = (wins[(wins.Length - 1) / 2] + wins[wins.Length / 2]) / 2;
        long steps = runs.Min(folder => RunSummary.Read(Path.Combine(folder, "summary.json")).TEnv);
        return string.Create(
            CultureInfo.InvariantCulture, $"| `{map}` | `{algorithm}` | {runs.Count} | {steps / 1e6:0.00}M | {100 * median:0.0} |");
    }

    private static List<double> Wins(string folder) =>
        [.. MetricsTable.Read(Path.Combine(folder, "metrics.csv"))[MetricsColumns.TestBattleWonMean].Select(win => win ?? 0)];

    [GeneratedRegex(@"^\| `[^`]+` \| `[^`]+` \| \d+ \| [\d.]+M \| [\d.]+ \|", RegexOptions.Multiline)]
    private static partial Regex LearningRow();
}
