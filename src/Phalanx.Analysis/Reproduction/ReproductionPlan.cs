using Phalanx.Analysis.Experiments;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Settings;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Analysis.Reproduction;

/// <summary>The cells of experiments that are reproduced together. A cell that two of them ask for is one run.</summary>
public sealed class ReproductionPlan
{
    private readonly Dictionary<Experiment, IReadOnlyList<(ExperimentCell Cell, Cell Asked)>> _cells = [];
    private readonly Dictionary<PlannedCell, double> _hours = [];

    /// <summary>Plans.</summary>
    /// <param name="name">What the study is called.</param>
    /// <param name="experiments">The experiments.</param>
    /// <param name="scope">How much of them.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">A cell cannot work, or an experiment has no short form and one is asked for.</exception>
    public ReproductionPlan(
        string name, IReadOnlyList<Experiment> experiments, ExperimentScope scope, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(algorithms);
        (Experiments, Scope) = (experiments, scope);
        var resolver = new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf);
        (Experiment Experiment, ExperimentCell Cell)[] cells =
            [.. from experiment in experiments from cell in WithOwnSettings(experiment.CellsOf(scope), resolver) select (experiment, cell)];
        Study = StudyPlan.Of(name, cells.Select(cell => cell.Cell.Request), environments, algorithms, _ => false);
        foreach (var group in cells.Zip(Study.Requested, (cell, asked) => (cell.Experiment, cell.Cell, asked)).GroupBy(cell => cell.Experiment))
        {
            _cells[group.Key] = [.. group.Select(cell => (cell.Cell, cell.asked))];
        }

        foreach (PlannedCell cell in Study.Cells)
        {
            RunSettings run = cell.Cell.Settings;
            _hours[cell] = CostModel.BuiltIn.HoursOf(run, environments[run.EnvironmentName].SpecOf(run.Env));
        }
    }

    /// <summary>The experiments.</summary>
    public IReadOnlyList<Experiment> Experiments { get; }

    /// <summary>How much of them.</summary>
    public ExperimentScope Scope { get; }

    /// <summary>All cells, each once.</summary>
    public StudyPlan Study { get; }

    /// <summary>The cells of an experiment; none for one that is not learned.</summary>
    public IReadOnlyList<(ExperimentCell Cell, Cell Asked)> CellsOf(Experiment experiment) => _cells.GetValueOrDefault(experiment, []);

    /// <summary>How long a cell takes by the cost model, in hours of a machine of two cores that trains two cells side by side.</summary>
    public double HoursOf(PlannedCell cell) => _hours[cell];

    /// <summary>The cells with the settings that are ours, which are the same for all seeds.</summary>
    private static IEnumerable<ExperimentCell> WithOwnSettings(IEnumerable<ExperimentCell> cells, SettingsResolver resolver)
    {
        Dictionary<(ExperimentArm, ExperimentEnvironment), IReadOnlyList<ResolvedSetting>> own = [];
        foreach (ExperimentCell cell in cells)
        {
            if (!own.TryGetValue((cell.Arm, cell.Environment), out IReadOnlyList<ResolvedSetting>? settings))
            {
                own[(cell.Arm, cell.Environment)] = settings = OwnSetting.Among(cell.Resolve(resolver).Settings);
            }

            yield return cell with { OwnSettings = settings };
        }
    }
}
