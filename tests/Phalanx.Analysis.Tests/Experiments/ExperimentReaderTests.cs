using Phalanx.Analysis.Experiments;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Analysis.Tests.Experiments;

public class ExperimentReaderTests
{
    private const string Sound = """
        experiment: paper/figure-1
        title: A figure
        paper: paper
        place: figure 1
        kind: learned
        paper_values: { status: damaged, tables: { one: { joint: [[8.0, null], [null, -0.1]], source: "table 1" } } }
        environments:
          - { id: prey, name: predator-prey, settings: { env.punishment: -2 }, normalise: [0, 40] }
          - { id: game, name: matrix/qtran }
        settings: { training.steps: { value: 1000, source: "section 1" } }
        arms:
          - { id: a, algorithm: qmix }
          - { id: b, algorithm: vdn, environments: [prey], optional: true }
          - { id: c, algorithm: refil, impossible: "no entities" }
        seeds: { full: [0, 1, 2], least: 2, paper: null }
        quick: { settings: { training.steps: 100 }, seeds: [0], arms: [b] }
        claims:
          - { id: first, says: "it is", place: section 1, statistic: median, metric: tail.return, arm: [a, b], compare: ">=", value: 1, direction: reaches }
          - { id: second, says: "it is", place: section 1, statistic: count, where: { greedy_in: [[0, 0]] }, arm: a, compare: ">=", k: [2, 3], environments: [game] }
          - { id: third, says: "it is", place: section 1, statistic: median, metric: best.prey_caught, after: "first(3)", until: 900, arm: a, compare: ">", against: { arm: [b, a], reduce: min } }
        """;

    [Fact]
    public void A_file_is_read_as_it_stands()
    {
        Experiment experiment = Read(Sound);
        Assert.Equal(("paper/figure-1", ExperimentKind.Learned, 2), (experiment.Name, experiment.Kind, experiment.Environments.Count));
        Assert.Equal(-0.1, experiment.PaperValues.Tables[0]["joint"]!.Rows[1][1]);
        Assert.Null(experiment.PaperValues.Tables[0]["joint"]!.Rows[0][1]);
        Assert.Equal((0.0, 40.0), experiment.Environments[0].Normalise);
        Assert.Equal("section 1", experiment.Settings[0].Source);
        Assert.Equal((DecisionRule.Point, 2), (experiment.Claims[0].Decision, experiment.Claims[0].LeastSeeds));
        Assert.Equal(new CountShare(2, 3), experiment.Claims[1].Share);
        Claim third = experiment.Claims[2];
        Assert.Equal((DecisionRule.Interval, Reduction.Min, MetricForm.First, 900), (third.Decision, third.Against!.Reduction, third.Rows.AfterFirst!.Form, third.Rows.Until));
    }

    [Fact]
    public void A_scope_chooses_arms_seeds_and_settings()
    {
        Experiment experiment = Read(Sound);
        Assert.Equal(6, experiment.CellsOf(ExperimentScope.Full).Count);
        Assert.Equal(9, experiment.CellsOf(new(WithOptional: true)).Count);
        ExperimentCell cell = Assert.Single(experiment.CellsOf(new(IsQuick: true)));
        Assert.Equal(("b", "prey", 0UL, 100L), (cell.Arm.Id, cell.Environment.Id, cell.Seed, cell.Resolve(BuiltInExperiments.Settings).Run.Training.Steps));
        Assert.True(new ExperimentScope(Seeds: 2).Reduces(experiment));
        Assert.False(new ExperimentScope(Seeds: 3).Reduces(experiment));
        Assert.True(new ExperimentScope(IsQuick: true).ShortensRuns(experiment));
    }

    [Theory]
    [InlineData("seeds: 2", 0, 1)]
    [InlineData("seeds: [4, 2]", 4, 2)]
    [InlineData("seeds: { full: [1, 0], least: 1, paper: null }", 1, 0)]
    public void A_sweep_needs_no_paper_and_takes_seeds_in_three_forms(string seeds, int first, int second)
    {
        Experiment sweep = ReadSweep($"environments: [{{ id: game, name: matrix/qtran }}]\narms: [{{ id: a, algorithm: qmix }}]\nclaims: []\n{seeds}");
        Assert.Equal("sweep", sweep.Name);
        Assert.Equal([(ulong)first, (ulong)second], sweep.CellsOf(ExperimentScope.Full).Select(cell => cell.Seed));
    }

    [Theory]
    [InlineData("arms: [{ id: a, algorithm: qmix }]", "environments is missing in 'sweep.yaml', line 1")]
    [InlineData("experiment: mine", "environments is missing in 'sweep.yaml', line 1")]
    [InlineData("environments: [{ id: game, name: matrix/qtran }]", "arms is missing in 'sweep.yaml', line 1")]
    [InlineData("environments: [{ id: game, name: matrix/qtran }]\narms: [{ id: a, algorithm: qmix, optional: true }]", "'sweep.yaml' has no arm that is run: each is optional, impossible, or has no environment")]
    [InlineData("environments: [{ id: game, name: matrix/qtran }]\narms: [{ id: a, algorithm: qmix }]\nseeds: none", "seeds is 'none' in 'sweep.yaml', line 3; it must be a whole number from 1 to 1000")]
    [InlineData("environments: [{ id: game, name: matrix/qtran }]\narms: [{ id: a, algorithm: qmix, seeds: 3 }]", "unknown key 'seeds' in 'sweep.yaml', line 2")]
    public void A_sweep_that_has_no_cells_is_refused(string yaml, string sentence) =>
        Assert.StartsWith(sentence, Refusal(() => ReadSweep(yaml)), StringComparison.Ordinal);

    [Theory]
    [InlineData("title:", "titel:", "unknown key 'titel' in 'figure.yaml', line 2; did you mean 'title'?")]
    [InlineData("kind: learned", "kind: learnd", "kind is 'learnd' in 'figure.yaml', line 5; it must be one of learned, exact, property, settings, list; did you mean 'learned'?")]
    [InlineData("name: predator-prey,", "name: predator-pray,", "unknown environment 'predator-pray' in 'figure.yaml', line 8; did you mean 'predator-prey'?")]
    [InlineData("algorithm: qmix", "algorithm: qmx", "unknown algorithm 'qmx' in 'figure.yaml', line 12; did you mean 'qmix'?")]
    [InlineData("environments: [prey]", "environments: [pray]", "unknown environment 'pray' in 'figure.yaml', line 13; did you mean 'prey'?")]
    [InlineData("arms: [b]", "arms: [d]", "unknown arm 'd' in 'figure.yaml', line 16; did you mean 'a'?")]
    [InlineData("metric: tail.return", "metric: tial.return", "unknown metric 'tial' in 'figure.yaml', line 18; did you mean 'tail'?")]
    [InlineData("metric: best.prey_caught", "metric: best.prey_cought", "unknown metric 'prey_cought' in 'figure.yaml', line 20; did you mean 'prey_caught'?")]
    [InlineData("metric: best.prey_caught", "metric: cell_error(joimt)", "unknown table 'joimt' in 'figure.yaml', line 20; did you mean 'joint'?")]
    [InlineData("metric: best.prey_caught", "metric: first(many)", "claims.metric is 'first(many)' in 'figure.yaml', line 20; it must be a metric with one number in parentheses, such as first(30).return")]
    [InlineData("compare: \">=\", value", "compare: \"=>\", value", "claims.compare is the text '=>' in 'figure.yaml', line 18; it must be one of >=, >, <=, <, approx, apart")]
    [InlineData("compare: \">=\", value: 1", "compare: \">=\"", "claims.value is missing in 'figure.yaml', line 18")]
    [InlineData("arm: [a, b]", "arm: [a, c2]", "unknown arm 'c2' in 'figure.yaml', line 18; did you mean 'c'?")]
    [InlineData("kind: learned", "kind: learned\nreport: { figure: curves, reference: { label: a level } }", "report.reference is a group of names and values in 'figure.yaml', line 6; it must be a level with a value or a policy, and not both")]
    [InlineData("kind: learned", "kind: learned\nreport: { outcomes: [{ name: won, where: { metric: tial.win, compare: apart, value: 0 } }] }", "unknown metric 'tial' in 'figure.yaml', line 6; did you mean 'tail'?")]
    [InlineData("kind: learned", "kind: learned\nreport: { outcomes: [{ name: won }, { name: Won }] }", "the outcome 'Won' in 'figure.yaml', line 6 is there twice; letter case does not tell two apart")]
    [InlineData("id: b,", "id: A,", "id is 'A' in 'figure.yaml', line 13; it must be in lower case and without a comma")]
    [InlineData("id: b,", "id: a,", "the arm 'a' in 'figure.yaml', line 13 is there twice; letter case does not tell two apart")]
    [InlineData("status: damaged", "status: picture", "paper_values.status is 'picture' in 'figure.yaml', line 6; it must be printed or damaged where there are tables")]
    [InlineData("full: [0, 1, 2]", "full: [0, 1, 1]", "seeds.full is a list in 'figure.yaml', line 15; it must be a list of different seeds, at least one")]
    public void What_is_wrong_is_refused_with_its_line_and_the_nearest_right_name(string right, string wrong, string sentence) =>
        Assert.Equal(sentence, Refusal(() => Read(Sound.Replace(right, wrong, StringComparison.Ordinal))).Replace("arms.id is", "id is", StringComparison.Ordinal));

    [Theory]
    [InlineData("env.punishment: -2", "env.punishmant: -2", "unknown setting 'env.punishmant' in 'figure.yaml', line 8; did you mean 'env.punishment'?")]
    [InlineData("value: 1000", "value: 0", "training.steps is 0 in 'figure.yaml', line 10; it must be a whole number of at least 1")]
    public void A_setting_is_refused_when_a_cell_is_resolved(string right, string wrong, string sentence)
    {
        Experiment experiment = Read(Sound.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(sentence, Refusal(() => experiment.CellsOf(ExperimentScope.Full)[0].Resolve(BuiltInExperiments.Settings)));
    }

    [Fact]
    public void A_short_form_that_is_not_there_is_refused() => Assert.Equal(
        "paper/figure-1 has no short form: a shorter run of it would say nothing; leave out --quick",
        Refusal(() => Read(Sound.Replace("quick:", "#", StringComparison.Ordinal)).CellsOf(new(IsQuick: true))));

    private static Experiment Read(string yaml) => BuiltInExperiments.Reader.Read(yaml, "figure.yaml");

    private static string Refusal(Action action) => Assert.Throws<UserErrorException>(action).Message;

    private static Experiment ReadSweep(string yaml) => BuiltInExperiments.Reader.ReadSweep(DocumentNode.Read(yaml, "sweep.yaml", "sweeps"), "sweep.yaml");
}
