using Phalanx.Analysis.Checks;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Results;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Analysis.Verdicts;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Training;
using Phalanx.Studies.Cells;

namespace Phalanx.Analysis.Tests.Reproduction;

public sealed class ExperimentRunsTests : IDisposable
{
    private static readonly Metric LastTwo = new("tail(2)", MetricForm.Tail) { Of = "return", Argument = 2 };
    private static readonly Metric Closing = new("final.return", MetricForm.Final) { Of = "return" };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_serves_with_all_its_tests_although_it_ends_a_few_steps_late()
    {
        // Its rows are of steps 10001, 20002 and 30003, and it ends at 30005.
        RunFigures run = FiguresOf(steps: 30_000);
        Assert.Equal(4, run.Of(LastTwo, RowRange.All));
        Assert.Equal(9, run.Of(Closing, RowRange.All));
    }

    [Fact]
    public void A_longer_run_serves_with_the_tests_up_to_what_is_asked_for_and_without_its_closing_one()
    {
        RunFigures run = FiguresOf(steps: 20_000);
        Assert.Equal(2, run.Of(LastTwo, RowRange.All));
        Assert.Null(run.Of(Closing, RowRange.All));
    }

    [Fact]
    public void A_run_whose_numbers_stopped_being_finite_is_one_and_counts_as_the_worst()
    {
        const string Yaml = """
            experiment: mine/one
            environments: [{ id: game, name: matrix/qtran }]
            settings: { training.steps: 2000, agent.hidden: 4 }
            arms: [{ id: vdn, algorithm: vdn, settings: { learner.lr: 1e38 } }]
            seeds: [1]
            """;
        Experiment experiment = BuiltInExperiments.Reader.ReadSweep(Phalanx.Settings.DocumentNode.Read(Yaml, "mine.yaml", "sweeps"), "mine.yaml");
        var plan = new ReproductionPlan("mine", [experiment], ExperimentScope.Full, BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);
        var store = new CellStore(_folder["cells"], KeptCells.None);
        Cell cell = plan.CellsOf(experiment)[0].Asked;
        using (var trainer = Trainer.Start(cell.Settings, store.PathOf(cell), BuiltInExperiments.Environments, BuiltInExperiments.Algorithms, new TrainerServices { Threads = 1 }))
        {
            Assert.Throws<NumericalFaultException>(() => trainer.Run(CancellationToken.None));
        }

        var reproduced = ReproducedExperiment.Judge(
            plan, experiment, store, BuiltInExperiments.Environments, new ExactChecks(BuiltInExperiments.Algorithms, BuiltInExperiments.Environments));
        Assert.Equal((0, 0, 1), reproduced.Count);
        Assert.StartsWith("its numbers stopped being finite at t_env ", reproduced.Runs.Find("vdn", "game", 1)!.Failure, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(Assert.Single(ArmTable.All(reproduced)).Rows).Runs);

        // A page tells of it, and is made again from what is kept.
        var figures = new ExperimentFigures(BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);
        string page = new ResultsFolder(_folder["results"], KeptCells.None, figures).Write(reproduced, TimeSpan.Zero, new DateOnly(2026, 1, 1));
        Assert.Contains("0 finished, 0 missing, 1 failed", File.ReadAllText(page), StringComparison.Ordinal);
        var kept = KeptCells.Below([_folder["results"]], BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);
        Assert.Equal(CellProgress.Failed, new CellStore(_folder["nowhere"], kept).Find(cell).Progress);
    }

    private RunFigures FiguresOf(long steps)
    {
        string yaml = $$"""
            experiment: mine/one
            environments: [{ id: prey, name: predator-prey }]
            settings: { training.steps: {{steps}} }
            arms: [{ id: qmix, algorithm: qmix }]
            seeds: [1]
            """;
        Experiment experiment = BuiltInExperiments.Reader.ReadSweep(Phalanx.Settings.DocumentNode.Read(yaml, "mine.yaml", "sweeps"), "mine.yaml");
        var plan = new ReproductionPlan("mine", [experiment], ExperimentScope.Full, BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);
        var store = new CellStore(_folder["cells"], KeptCells.None);
        new SyntheticRun { Environment = "predator-prey", Seed = 1, Returns = [1, 3, 5], FinalReturn = 9 }.Write(store.PathOf(plan.CellsOf(experiment)[0].Asked));
        return new ExperimentRuns(experiment, plan.CellsOf(experiment), store, BuiltInExperiments.Environments).First("qmix", "prey")!.Figures!;
    }
}
