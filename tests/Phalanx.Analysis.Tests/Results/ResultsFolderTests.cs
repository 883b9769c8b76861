using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Results;
using Phalanx.Analysis.Tests.Experiments;

namespace Phalanx.Analysis.Tests.Results;

public class ResultsFolderTests
{
    [Fact]
    public void Commands_have_the_options_that_a_result_was_asked_with()
    {
        Experiment experiment = BuiltInExperiments.Get("qmix/two-step");
        Assert.Equal("phalanx reproduce qmix/two-step", ResultsFolder.CommandOf(experiment, ExperimentScope.Full));
        Assert.Equal("phalanx reproduce qmix/two-step --kept", ResultsFolder.CommandOf(experiment, ExperimentScope.Full, trains: false));
        Assert.Equal("phalanx reproduce qmix/two-step --quick --seeds 3 --all", ResultsFolder.CommandOf(experiment, new(IsQuick: true, Seeds: 3, WithOptional: true)));
    }

    [Fact]
    public void An_overview_leaves_what_stands_around_it_alone()
    {
        using TemporaryFolder folder = new();
        var overview = new ResultsOverview(folder.Path, BuiltInExperiments.Library);
        Assert.Empty(overview.Records);
        string page = overview.Within($"before\n{ResultsOverview.Begin}\nold\n{ResultsOverview.End}\nafter\n");
        Assert.StartsWith($"before\n{ResultsOverview.Begin}\n\n", page, StringComparison.Ordinal);
        Assert.EndsWith($"\n{ResultsOverview.End}\nafter\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("old", page, StringComparison.Ordinal);
        Assert.Contains("Not run yet: `fsv/figure-1`", page, StringComparison.Ordinal);
        Assert.Equal(page, overview.Within(page));
        Assert.Equal("no place for it", overview.Within("no place for it"));
    }

    [Fact]
    public void A_damaged_record_is_named()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("record.json", "{");
        Assert.Contains("record.json' is damaged", Assert.Throws<Foundation.UserErrorException>(() => ResultRecord.Read(path)).Message, StringComparison.Ordinal);
    }
}
