using Phalanx.Analysis.Checks;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Studies.Cells;

namespace Phalanx.Analysis.Tests.Results;

/// <summary>The results that come with the repository, and the finished runs that they rest on.</summary>
internal static class CommittedResults
{
    public static string Folder { get; } = RepositoryRoot.At("docs/results");

    public static KeptCells Cells { get; } = KeptCells.Below([Folder], BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);

    /// <summary>An experiment as those runs show it.</summary>
    public static ReproducedExperiment Judge(string name, ExperimentScope scope)
    {
        Experiment experiment = BuiltInExperiments.Get(name);
        var plan = new ReproductionPlan(name, [experiment], scope, BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);
        return ReproducedExperiment.Judge(
            plan,
            experiment,
            new CellStore(Path.Combine(Folder, "none"), Cells),
            BuiltInExperiments.Environments,
            new ExactChecks(BuiltInExperiments.Algorithms, BuiltInExperiments.Environments));
    }
}
