using Phalanx.Analysis.Experiments;
using Phalanx.Learning.Settings;
using Phalanx.Settings;
using Phalanx.Studies.Plans;

namespace Phalanx.Cli.Studies;

/// <summary>
/// The plan of a sweep's file, which has one of two forms: algorithms, environments and settings of which every combination is a cell, or arms with settings
/// of their own as files of experiments have them.
/// </summary>
internal static class SweepPlan
{
    private static readonly string[] KeysOfExperiments = ["arms", "experiment", "claims"];

    /// <summary>Reads the file and plans its cells.</summary>
    /// <param name="path">The file.</param>
    /// <param name="library">What there is.</param>
    /// <param name="skipFaults">Episodes of a cell that may be skipped because their environments misbehave, if other than the settings say.</param>
    /// <exception cref="Foundation.UserErrorException">Something in it is not allowed, or a cell cannot work.</exception>
    public static StudyPlan Read(string path, Library library, int? skipFaults = null)
    {
        DocumentNode root = DocumentNode.ReadFile(path, SweepFile.Content);
        return KeysOfExperiments.Any(key => root.Find(key) is not null)
            ? Of(new ExperimentReader(library.Algorithms, library.Environments).ReadSweep(root, path), path, library, skipFaults)
            : StudyPlan.Of(SweepFile.Read(root, path), library.Environments, library.Algorithms, skipFaults);
    }

    private static StudyPlan Of(Experiment experiment, string path, Library library, int? skipFaults)
    {
        IEnumerable<(RunRequest, IReadOnlyList<string>)> requests =
            experiment.CellsOf(ExperimentScope.Full).Select(cell => (cell.Request with { SkipFaults = skipFaults }, NamesOf(cell, experiment)));

        // The name becomes that of a folder and of a scheduler's job.
        return StudyPlan.Of(StudyName.Of(experiment.Name.Replace('/', '-'), path), requests, library.Environments, library.Algorithms);
    }

    /// <summary>What the file calls a cell's arm and environment, where these are not just an algorithm and a registered name.</summary>
    private static IReadOnlyList<string> NamesOf(ExperimentCell cell, Experiment experiment)
    {
        bool namesArm = cell.Arm.Id != cell.Arm.Algorithm;
        bool namesEnvironment = experiment.Environments.Count(world => world.Name == cell.Environment.Name) > 1;
        return [.. namesArm ? new[] { $"arm={cell.Arm.Id}" } : [], .. namesEnvironment ? new[] { $"environment={cell.Environment.Id}" } : []];
    }
}
