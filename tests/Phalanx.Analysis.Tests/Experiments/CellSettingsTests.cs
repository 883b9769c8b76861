using Phalanx.Analysis.Experiments;

namespace Phalanx.Analysis.Tests.Experiments;

/// <summary>Where a paper's text wants another value than a preset has, the cells of its experiments have it.</summary>
public class CellSettingsTests
{
    public static TheoryData<string, string, string, string, string> Rows
    {
        get
        {
            TheoryData<string, string, string, string, string> rows = [];
            foreach (string[] row in File.ReadAllLines(Fixtures.File("experiments/cell-settings.tsv")).Skip(1).Select(line => line.Split('\t')))
            {
                rows.Add(row[1], row[2], row[3], row[4], row[5]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_cell_has_the_value_that_the_text_asks_for(string experiment, string arm, string environment, string setting, string value)
    {
        ExperimentCell cell = BuiltInExperiments.Get(experiment).CellsOf(new(WithOptional: true))
            .First(each => each.Arm.Id == arm && each.Environment.Id == environment);
        Assert.Equal(value, cell.Resolve(BuiltInExperiments.Settings)[setting].Text);
    }

    [Theory]
    [InlineData("weighted-qmix/figure-2", "weighted-qmix/figure-7", "cw-qmix")]
    [InlineData("weighted-qmix/figure-3", "weighted-qmix/figure-8", "ow-qmix")]
    public void Two_experiments_that_share_an_arm_ask_for_the_same_cells(string one, string other, string arm) =>
        Assert.Equal(Settings(one, arm), Settings(other, arm));

    [Fact]
    public void No_two_arms_of_an_experiment_are_the_same_run() => Assert.Empty(
        from name in BuiltInExperiments.Library.Names
        from experiment in BuiltInExperiments.Library[name].Experiments
        where BuiltInExperiments.Library[name].Family is null && experiment.Arms.Count > 0
        from cell in experiment.CellsOf(new(Seeds: 1, WithOptional: true))
        group cell.Arm.Id by $"{experiment.Name}: {cell.Arm.Algorithm} on {cell.Environment.Id}, {Settings(cell)}" into alike
        where alike.Count() > 1
        select $"{string.Join(" and ", alike)} in {alike.Key}");

    [Fact]
    public void The_source_of_a_value_is_the_experiment_s()
    {
        ExperimentCell cell = BuiltInExperiments.Get("weighted-qmix/figure-2").CellsOf(ExperimentScope.Full).First(each => each.Arm.Id == "qtran");
        Assert.StartsWith("appendix B.1 ('experiments/weighted-qmix/figure-2.yaml', line ", cell.Resolve(BuiltInExperiments.Settings)["algorithm.lambda_nopt"].Origin.ToString(), StringComparison.Ordinal);
    }

    private static string Settings(string experiment, string arm) =>
        Settings(BuiltInExperiments.Get(experiment).CellsOf(ExperimentScope.Full).First(cell => cell.Arm.Id == arm));

    private static string Settings(ExperimentCell cell) =>
        string.Join(", ", cell.Resolve(BuiltInExperiments.Settings).Settings.Select(setting => $"{setting.Path}: {setting.Text}"));
}
