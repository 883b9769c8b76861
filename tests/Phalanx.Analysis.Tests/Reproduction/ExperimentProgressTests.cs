using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Studies.Cells;

namespace Phalanx.Analysis.Tests.Reproduction;

public sealed class ExperimentProgressTests : IDisposable
{
    private const string Yaml = """
        experiment: mine/widths
        environments: [{ id: game, name: matrix/two-step }, { id: other, name: matrix/qtran }]
        settings: { training.steps: 1000 }
        arms:
          - { id: qmix, algorithm: qmix }
          - { id: same, algorithm: qmix, environments: [game] }
          - { id: costly, algorithm: vdn, environments: [game], optional: true }
        seeds: 4
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Experiment _experiment = BuiltInExperiments.Reader.ReadSweep(Phalanx.Settings.DocumentNode.Read(Yaml, "mine.yaml", "sweeps"), "mine.yaml");
    private readonly ReproductionPlan _plan;
    private readonly CellStore _store;

    public ExperimentProgressTests()
    {
        _plan = new ReproductionPlan("mine", [_experiment], new(WithOptional: true), BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);
        _store = new CellStore(_folder["cells"], KeptCells.None);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cells_are_counted_by_arm_and_environment_and_what_is_left_in_hours()
    {
        // Seed 0 was interrupted half-way, seed 1 is damaged, of the others there is nothing.
        string interrupted = Begin(0);
        Directory.CreateDirectory(Path.Combine(interrupted, "checkpoints", "500"));
        File.WriteAllText(Path.Combine(Begin(1), "summary.json"), "{");
        var progress = ExperimentProgress.Of(_plan, _experiment, _store);
        Assert.Equal(["qmix on game", "same on game", "costly on game", "qmix on other"], progress.Arms.Select(arm => $"{arm.Arm.Id} on {arm.Environment.Id}"));
        ArmProgress qmix = progress.Arms[0];
        Assert.Equal((0, 1, 2, 1, 4), (qmix.Finished, qmix.Interrupted, qmix.Missing, qmix.Damaged, qmix.Asked));
        double hours = _plan.HoursOf(_plan.Study[Asked(0).Key]);
        Assert.Equal(3.5 * hours, qmix.HoursLeft, 1e-12);
        Assert.Equal(4, progress.Arms[3].Missing);
    }

    [Fact]
    public void A_cell_that_two_arms_ask_for_is_left_once()
    {
        var progress = ExperimentProgress.Of(_plan, _experiment, _store);
        double twice = progress.Arms.Where(arm => !arm.Arm.IsOptional).Sum(arm => arm.HoursLeft);
        Assert.Equal(twice - progress.Arms[1].HoursLeft, ExperimentProgress.HoursLeftOf([progress], withOptional: false), 1e-12);
        Assert.Equal(twice - progress.Arms[1].HoursLeft + progress.Arms[2].HoursLeft, ExperimentProgress.HoursLeftOf([progress, progress], withOptional: true), 1e-12);
    }

    private Cell Asked(ulong seed) => _plan.CellsOf(_experiment).First(cell => cell.Cell.Seed == seed).Asked;

    /// <summary>Makes the run directory of a cell that was begun.</summary>
    private string Begin(ulong seed)
    {
        string path = _store.PathOf(Asked(seed));
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "settings.yaml"), "# begun\n");
        return path;
    }
}
