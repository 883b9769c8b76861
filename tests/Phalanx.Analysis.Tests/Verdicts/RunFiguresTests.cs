using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Analysis.Verdicts;
using Phalanx.Environments.Matrix;
using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Tests.Verdicts;

/// <summary>The figures of a run, from rows and tables made by hand.</summary>
public class RunFiguresTests
{
    private static readonly RowRange AfterFirst30 = new(null, MetricOf("first(30)"), null);

    [Theory]
    [InlineData("tail.return", 10.6)]
    [InlineData("tail(2)", 21.5)]
    [InlineData("best.return", 38.0)]
    [InlineData("worst.return", 0.0)]
    [InlineData("at(29999).return", 10.0)]
    [InlineData("first(30).return", 60000.0)]
    [InlineData("first(5)", 50000.0)]
    [InlineData("auc.return", 10.6)]
    [InlineData("final.return", 39.0)]
    [InlineData("best.prey_caught", 4.0)]
    public void Rows_give_what_is_defined(string metric, double expected) => Assert.Equal(expected, Of(metric, RowRange.All)!.Value, 9);

    [Fact]
    public void Rows_may_be_those_of_a_range()
    {
        Assert.Equal(5, Of("worst.return", new(30000, null, null)));
        Assert.Equal(10, Of("best.return", new(null, null, 30000)));
        Assert.Equal(10000, Of("first(0)", RowRange.All));

        // Nothing follows the row that confirms itself.
        Assert.Equal(double.PositiveInfinity, Of("worst.return", AfterFirst30));
    }

    [Fact]
    public void A_longer_run_serves_a_shorter_request_by_its_rows_alone()
    {
        RunFigures run = Run(null, upTo: 40000);
        Assert.Equal(10, run.Of(MetricOf("best.return"), RowRange.All));
        Assert.Null(run.Of(MetricOf("final.return"), RowRange.All));
        Assert.Equal(4, run.CurveOf("test_return_mean")!.Steps.Count);
    }

    [Fact]
    public void A_test_belongs_where_it_was_due_and_not_where_its_episode_ended()
    {
        // Episodes of 150 steps: the tests due at 10000 to 40000 come up to 140 steps later.
        using TemporaryFolder folder = new();
        string file = folder.Write("metrics.csv", """
            t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon
            10050,1,1,0,,1,1,1
            20100,2,2,0,,1,1,1
            30000,3,3,0,,1,1,1
            40050,4,4,0,,1,1,1

            """.ReplaceLineEndings("\n"));
        RunFigures half = new(MetricsTable.Read(file), null, 10000, upTo: 20000);
        Assert.Equal([10050, 20100], half.CurveOf("test_return_mean")!.Steps);
        RunFigures whole = new(MetricsTable.Read(file), Summary(), 10000, upTo: 40000);
        Assert.Equal(4, whole.Of(MetricOf("best.return"), RowRange.All));
        Assert.Equal(2.5, whole.Of(MetricOf("tail.return"), RowRange.All));
        Assert.Equal(2, whole.Of(MetricOf("at(20000).return"), RowRange.All));
        Assert.Equal(2, whole.Of(MetricOf("best.return"), new(null, null, 20000)));
        Assert.Equal(3, whole.Of(MetricOf("worst.return"), new(20000, null, null)));
    }

    [Theory]
    [InlineData("payoff", 8.0)]
    [InlineData("cell_error(joint)", 0.5)]
    [InlineData("cell_error(joint, 0-0 1-1)", 0.1)]
    [InlineData("mean_error(joint)", 0.0666667)]
    [InlineData("greedy_value(joint)", 7.9)]
    [InlineData("gap(q_sum)", 8.0)]
    [InlineData("paper_error(joint, f.joint)", 0.1)]
    [InlineData("limit_error(joint)", 14.1222222)]
    [InlineData("shortfall(joint)", 0.0)]
    [InlineData("shortfall(q_tot)", 1.5)]
    [InlineData("least_difference", -0.1)]
    [InlineData("greedy_difference", 0.0)]
    [InlineData("largest_minimum", 0.1)]
    public void Tables_give_what_is_defined(string metric, double expected) => Assert.Equal(expected, Of(metric, RowRange.All)!.Value, 6);

    [Fact]
    public void What_a_run_does_not_have_is_null()
    {
        Assert.Null(Of("cell_error(q_star)", RowRange.All));
        Assert.Null(Run(null).Of(MetricOf("payoff"), RowRange.All));
        Assert.Null(Of("final.lone_catches", RowRange.All));
    }

    private static double? Of(string metric, RowRange rows) => Run(Summary()).Of(MetricOf(metric), rows);

    private static RunFigures Run(RunSummary? summary, long? upTo = null)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("metrics.csv", """
            t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon,test_prey_caught_mean
            10000,1,0,0,,1,1,1,0
            20000,2,10,0,,1,1,1,1
            30000,3,0,0,,1,1,1,2
            40000,4,,0,,1,1,1,
            50000,5,5,0,,1,1,1,4
            60000,6,38,0,,1,1,1,4

            """.ReplaceLineEndings("\n"));
        PaperTable printed = new("f", "table 1f", [new PaperTablePart("joint", [[8, null, null], [null, 0, 0], [null, 0, 0]])]);
        return new RunFigures(MetricsTable.Read(file), summary, 10000, upTo, PayoffTables.Qtran, new PaperValues(PaperValueStatus.Damaged, [printed]));
    }

    private static RunSummary Summary() => new()
    {
        Run = "run",
        Algorithm = "qtran-base",
        Environment = "matrix/qtran",
        Seed = 0,
        TEnv = 60000,
        Episodes = 6,
        TrainingSteps = 6,
        WallSeconds = 1,
        Final = new Dictionary<string, double> { [MetricsColumns.TestReturnMean] = 39 },
        Best = new Dictionary<string, double>(),
        OneStep = new OneStepSummary
        {
            GreedyJointAction = [0, 0],
            GreedyPayoff = 8,
            JointValues = new JointTable([3, 3], [7.9, -12.5, -12, -12, 0, 0, -12, 0, 0]),
            Utilities = [[4, 0, 0], [4, 0, 0]],
            OtherValues = new Dictionary<string, JointTable> { ["q_sum"] = new JointTable([3, 3], [8, 0, 0, 0, 0, 0, 0, 0, 0]), ["q_tot"] = new JointTable([3, 3], [8, 0, 0, 0, 9.5, 0, 0, 0, 0]) },
        },
    };

    private static Metric MetricOf(string text) => BuiltInExperiments.Reader.Read(
        $$"""
        experiment: paper/figure-1
        title: A figure
        paper: paper
        place: figure 1
        kind: learned
        paper_values: { status: damaged, tables: { f: { joint: [[8]], source: "table 1f" } } }
        environments: [{ id: prey, name: predator-prey }]
        arms: [{ id: a, algorithm: qmix }]
        seeds: { full: [0], least: 1, paper: null }
        claims: [{ id: claim, says: "it is so", place: section 1, statistic: median, metric: "{{text}}", arm: a, compare: ">", value: 0 }]
        """,
        "figure.yaml").Claims[0].Metric!;
}
