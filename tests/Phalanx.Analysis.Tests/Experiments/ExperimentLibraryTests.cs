using Phalanx.Analysis.Experiments;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Settings;

namespace Phalanx.Analysis.Tests.Experiments;

public class ExperimentLibraryTests
{
    private const int MostQuotedWords = 25;

    /// <summary>The tables and figures of the papers: how many there are of each, and how many panels have letters.</summary>
    private static readonly Dictionary<string, string[]> Numbers = new()
    {
        ["qtran"] = ["figure-1", "figure-2", "figure-3", "figure-4", "table-1", "table-1a", "table-1f", "figure-2l", "figure-3c", "figure-4f", "theorem-2"],
        ["weighted-qmix"] = [.. Enumerable.Range(1, 9).Select(number => $"figure-{number}"), "table-1", "table-2", "theorem-1", "theorem-2", "proposition-2", "corollary-3"],
        ["fsv"] = [.. Enumerable.Range(1, 4).Select(number => $"figure-{number}"), .. Enumerable.Range(1, 8).Select(number => $"table-{number}"), "theorem-2"],
        ["resq"] = [.. Enumerable.Range(1, 5).Select(number => $"figure-{number}"), "table-1", "table-2", "table-3", "figure-3i", "figure-5f", "theorem-4"],
        ["qmix"] = [.. Enumerable.Range(1, 7).Select(number => $"figure-{number}"), "theorem-1", "two-step", "checkers"],
    };

    [Theory]
    [MemberData(nameof(BuiltInExperiments.Names), MemberType = typeof(BuiltInExperiments))]
    public void An_experiment_lies_under_its_name_and_says_of_which_paper_it_is(string name)
    {
        Experiment experiment = BuiltInExperiments.Get(name);
        Assert.Equal(name, experiment.Name);
        Assert.StartsWith($"{experiment.Paper}/", name, StringComparison.Ordinal);
        Assert.Contains(BuiltInExperiments.Library.Papers, paper => paper.Key == experiment.Paper);
    }

    [Theory]
    [MemberData(nameof(BuiltInExperiments.Names), MemberType = typeof(BuiltInExperiments))]
    public void Every_cell_resolves_and_its_algorithm_works_on_its_environment(string name)
    {
        Experiment experiment = BuiltInExperiments.Get(name);
        Assert.Equal(experiment.Kind == ExperimentKind.Learned, experiment.Arms.Count > 0);
        List<ExperimentScope> scopes = [new(WithOptional: true)];
        if (experiment.Quick is not null)
        {
            scopes.Add(new(IsQuick: true));
        }

        foreach (ExperimentCell cell in scopes.SelectMany(experiment.CellsOf).Where(cell => cell.Seed == 0))
        {
            RunSettings run = cell.Resolve(BuiltInExperiments.Settings).Run;
            EnvironmentSpec spec = BuiltInExperiments.Environments[run.EnvironmentName].SpecOf(run.Env);
            Assert.Null(BuiltInExperiments.Algorithms[run.AlgorithmName].Refusal(spec));
            Assert.True(CostModel.BuiltIn.HoursOf(run, spec) > 0);
        }
    }

    [Theory]
    [MemberData(nameof(BuiltInExperiments.Names), MemberType = typeof(BuiltInExperiments))]
    public void A_setting_of_an_experiment_has_a_source(string name)
    {
        Experiment experiment = BuiltInExperiments.Get(name);
        Assert.All(
            experiment.Settings.Concat(experiment.Environments.SelectMany(world => world.Settings)).Concat(experiment.Arms.SelectMany(arm => arm.Settings)),
            setting => Assert.False(string.IsNullOrEmpty(setting.Source), $"{setting.Path}{setting.Value.Where} has no source"));
    }

    [Theory]
    [MemberData(nameof(BuiltInExperiments.Names), MemberType = typeof(BuiltInExperiments))]
    public void A_claim_quotes_briefly_and_asks_for_no_more_seeds_than_there_are(string name)
    {
        Experiment experiment = BuiltInExperiments.Get(name);
        Assert.All(experiment.Claims, claim =>
        {
            Assert.True(claim.Says.Split(' ').Length <= MostQuotedWords, $"{claim.Id} says more than {MostQuotedWords} words");
            Assert.True(claim.Check is not null || claim.Unmeasured is not null || claim.LeastSeeds <= experiment.Seeds.Full.Count, claim.Id);
            Assert.True(claim.Source != ClaimSource.Outside || claim.IsParaphrase, $"{claim.Id} quotes what is in none of the texts");
        });
    }

    [Fact]
    public void Every_table_and_figure_of_the_papers_has_an_experiment_or_an_answer() => Assert.All(
        Numbers.SelectMany(paper => paper.Value, (paper, number) => $"{paper.Key}/{number}"),
        name =>
        {
            NamedExperiments found = BuiltInExperiments.Library[name];
            Assert.Equal(found.Answer is null, found.Experiments.Count > 0);
        });

    [Fact]
    public void A_family_runs_its_panels() => Assert.Equal(
        ["qtran/figure-3a", "qtran/figure-3b", "qtran/figure-3c"],
        BuiltInExperiments.Library["qtran/figure-3"].Experiments.Select(experiment => experiment.Name));

    [Fact]
    public void Another_name_leads_to_the_experiment() => Assert.Equal("fsv/table-7", BuiltInExperiments.Library["fsv/figure-3b"].Name);

    [Fact]
    public void What_has_no_experiment_answers_what_it_is() =>
        Assert.Contains("diagram of the architecture", BuiltInExperiments.Library["qtran/figure-1"].Answer, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest() => Assert.Equal(
        "there is no experiment 'qtran/tabel-1'; did you mean 'qtran/table-1'?",
        Assert.Throws<UserErrorException>(() => BuiltInExperiments.Library["qtran/tabel-1"]).Message);

    [Fact]
    public void A_printed_number_stands_in_no_experiment_whose_numbers_are_pictures() => Assert.All(
        BuiltInExperiments.Library.All.Where(experiment => experiment.PaperValues.Status is PaperValueStatus.Picture or PaperValueStatus.Absent),
        experiment => Assert.Empty(experiment.PaperValues.Tables));
}
