using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Results;
using Phalanx.Analysis.Tests.Experiments;

namespace Phalanx.Analysis.Tests.Results;

/// <summary>
/// The results that come with the repository follow from the runs that come with it: every page is made again and compared. Set
/// PHALANX_UPDATE_RESULTS=1 to write them anew.
/// </summary>
public class CommittedResultsTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("PHALANX_UPDATE_RESULTS") == "1";

    public static TheoryData<string> Recorded => [.. new ResultsOverview(CommittedResults.Folder, BuiltInExperiments.Library).Records.Select(record => record.Experiment)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Pages_figures_and_records_are_what_the_kept_runs_give(string name)
    {
        Experiment experiment = BuiltInExperiments.Get(name);
        var results = new ResultsFolder(
            CommittedResults.Folder, CommittedResults.Cells, new ExperimentFigures(BuiltInExperiments.Environments, BuiltInExperiments.Algorithms));
        var record = ResultRecord.Read(results.RecordOf(experiment));
        ReproducedExperiment reproduced = CommittedResults.Judge(name, record.Scope);
        if (Updates)
        {
            results.Write(reproduced, TimeSpan.FromSeconds(record.JudgingSeconds), DateOnly.FromDateTime(DateTime.UtcNow));
        }

        Assert.All(results.FilesOf(reproduced, ResultRecord.Read(results.RecordOf(experiment))), file => Assert.Equal(file.Text, File.ReadAllText(file.Path)));
    }

    [Theory]
    [InlineData("docs/results/README.md", "")]
    [InlineData("README.md", "docs/results/")]
    public void The_overview_is_in_both_pages(string page, string prefix)
    {
        var overview = new ResultsOverview(CommittedResults.Folder, BuiltInExperiments.Library);
        string path = RepositoryRoot.At(page);
        string text = File.ReadAllText(path);
        Assert.Contains(ResultsOverview.Begin, text, StringComparison.Ordinal);
        if (Updates)
        {
            File.WriteAllText(path, overview.Within(text, prefix));
            text = File.ReadAllText(path);
        }

        Assert.Equal(overview.Within(text, prefix), text);
    }

    [Fact]
    public void No_kept_run_is_damaged() => Assert.Empty(CommittedResults.Cells.Damages);
}
