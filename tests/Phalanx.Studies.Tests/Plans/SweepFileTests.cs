using Phalanx.Foundation;
using Phalanx.Studies.Plans;

namespace Phalanx.Studies.Tests.Plans;

public class SweepFileTests
{
    [Fact]
    public void Every_combination_is_a_cell_the_seeds_first_to_change()
    {
        using var toys = new Toys();
        StudyPlan plan = Plan(toys, """
            algorithms: [vdn, iql]
            environments: matrix/qtran
            seeds: [3, 1]
            set:
              training.steps: 50
              learner.lr: [0.1, 0.2]
            """);
        Assert.Equal(
            [
                "vdn 3 0.1", "vdn 1 0.1", "vdn 3 0.2", "vdn 1 0.2", "iql 3 0.1", "iql 1 0.1", "iql 3 0.2", "iql 1 0.2",
            ],
            plan.Cells.Select(cell => FormattableString.Invariant(
                $"{cell.Cell.Settings.AlgorithmName} {cell.Cell.Seed} {cell.Cell.Settings.Learner.Lr}")));
        Assert.All(plan.Cells, cell => Assert.Equal(50, cell.Cell.Steps));
        Assert.Equal(["learner.lr=0.1"], plan.Cells[0].Set);
        Assert.Equal("0002-vdn-3", plan.Cells[2].Id);
    }

    [Fact]
    public void A_number_of_seeds_counts_from_zero_and_what_differs_in_nothing_is_one_cell()
    {
        using var toys = new Toys();
        StudyPlan plan = Plan(toys, """
            algorithms: vdn
            environments: matrix/qtran
            seeds: 2
            set:
              training.steps: 50
              checkpoint.interval: [10, 20]
            """);
        Assert.Equal([0UL, 1UL], plan.Cells.Select(cell => cell.Cell.Seed));
    }

    [Fact]
    public void Of_two_lengths_of_one_cell_the_longer_is_run_under_its_own_name()
    {
        using var toys = new Toys();
        PlannedCell cell = Assert.Single(Plan(toys, "algorithms: vdn\nenvironments: matrix/qtran\nset: {training.steps: [50, 80, 60]}").Cells);
        Assert.Equal((80, "training.steps=80"), (cell.Cell.Steps, Assert.Single(cell.Set)));
    }

    [Theory]
    [InlineData("algorithm: vdn", "unknown key 'algorithm' in", "algorithms")]
    [InlineData("algorithms: vdn", "environments is missing", "")]
    [InlineData("algorithms: []\nenvironments: matrix/qtran", "algorithms is", "at least one")]
    [InlineData("algorithms: [vdn, vdn]\nenvironments: matrix/qtran", "algorithms in", "twice")]
    [InlineData("algorithms: vdn\nenvironments: matrix/qtran\nseeds: [-1]", "seeds in", "'-1'")]
    [InlineData("algorithms: vdn\nenvironments: matrix/qtran\nseeds: 0", "seeds is 0", "line 3")]
    [InlineData("algorithms: vdn\nenvironments: matrix/qtran\nset: {training.seed: [1, 2]}", "training.seed in", "give the seeds as 'seeds'")]
    [InlineData("algorithms: vdn\nenvironments: matrix/qtran\nset: {training.threads: 7}", "training.threads in", "one thread")]
    [InlineData("algorithms: vdm\nenvironments: matrix/qtran", "vdm on matrix/qtran", "'vdn'")]
    [InlineData("algorithms: vdn\nenvironments: matrix/qtram", "vdn on matrix/qtram", "'matrix/qtran'")]
    [InlineData("algorithms: vdn\nenvironments: matrix/qtran\nset: {learner.lrr: 1}", "vdn on matrix/qtran learner.lrr=1", "'learner.lr'")]
    [InlineData("algorithms: qtran-base\nenvironments: two-quadratics", "qtran-base on two-quadratics", "needs discrete actions")]
    [InlineData("name: ../../elsewhere\nalgorithms: vdn\nenvironments: matrix/qtran", "is called '../../elsewhere'", "begins with a letter or a digit")]
    [InlineData("name: ..\nalgorithms: vdn\nenvironments: matrix/qtran", "is called '..'", "begins with a letter or a digit")]
    [InlineData("name: \"a\\n#SBATCH -A b\"\nalgorithms: vdn\nenvironments: matrix/qtran", "is called 'a?#SBATCH -A b'", "letters, digits")]
    [InlineData("algorithms: vdn\nenvironments: matrix/qtran\nseeds: 1000\nset: {a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], b: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}", "asks for 110000 cells", "at most 100000")]
    public void A_file_that_cannot_work_is_refused_in_a_sentence(string yaml, string says, string advice)
    {
        using var toys = new Toys();
        string message = Assert.Throws<UserErrorException>(() => Plan(toys, yaml)).Message;
        Assert.Contains(says, message);
        Assert.Contains(advice, message);
    }

    [Fact]
    public void A_study_folder_takes_a_longer_plan_and_refuses_another()
    {
        using var toys = new Toys();
        const string Short = "algorithms: vdn\nenvironments: matrix/qtran\nseeds: 2\nset: {training.steps: 50}";
        StudyFolder folder = StudyFolder.Open(toys.At("study"), Plan(toys, Short));
        StudyPlan longer = Plan(toys, Short.Replace("seeds: 2", "seeds: 3", StringComparison.Ordinal));
        StudyFolder.Open(toys.At("study"), longer);
        Assert.Contains("name: vdn", File.ReadAllText(folder.SettingsOf(longer.Cells[2])));
        UserErrorException refusal = Assert.Throws<UserErrorException>(
            () => StudyFolder.Open(toys.At("study"), Plan(toys, Short.Replace("50", "60", StringComparison.Ordinal))));
        Assert.Contains("has another plan", refusal.Message);
    }

    private static StudyPlan Plan(Toys toys, string yaml) =>
        StudyPlan.Of(SweepFile.Read(toys.Write("sweep.yaml", yaml)), Toys.Environments, Toys.Algorithms);
}
