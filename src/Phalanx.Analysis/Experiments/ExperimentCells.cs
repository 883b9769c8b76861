using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>One run of an experiment: an arm on an environment from a seed.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Request">What its settings are resolved from.</param>
public sealed record ExperimentCell(ExperimentArm Arm, ExperimentEnvironment Environment, ulong Seed, RunRequest Request)
{
    /// <summary>The settings of it that are ours, as far as they were looked up; see <see cref="OwnSetting"/>.</summary>
    public IReadOnlyList<ResolvedSetting> OwnSettings { get; init; } = [];
}

/// <summary>The cells of experiments.</summary>
public static class ExperimentCells
{
    /// <summary>The cells of an experiment, environment by environment, arm by arm, seed by seed.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="scope">How much of it.</param>
    public static IReadOnlyList<ExperimentCell> CellsOf(this Experiment experiment, ExperimentScope scope)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(scope);
        return
        [
            .. from environment in scope.EnvironmentsOf(experiment)
               from arm in scope.ArmsOf(experiment)
               where arm.RunsOn(environment.Id)
               from seed in scope.SeedsOf(experiment)
               select new ExperimentCell(arm, environment, seed, experiment.RequestOf(arm, environment, seed, scope)),
        ];
    }

    /// <summary>What the settings of a cell are resolved from. Weakest first: the experiment's, the environment's, the arm's, the short form's.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="scope">How much of the experiment is asked for.</param>
    public static RunRequest RequestOf(this Experiment experiment, ExperimentArm arm, ExperimentEnvironment environment, ulong seed, ExperimentScope scope)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(arm);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(scope);
        return new RunRequest
        {
            Algorithm = arm.Algorithm,
            Environment = environment.Name,
            Preset = arm.Preset,
            Placed = [.. experiment.Settings, .. environment.Settings, .. arm.Settings, .. scope.QuickOf(experiment)?.Settings ?? []],
            Seed = seed,
        };
    }

    /// <summary>The settings of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="resolver">The resolver of the registries that the experiment was read with.</param>
    /// <exception cref="Foundation.UserErrorException">A setting is unknown or not allowed; the sentence names the file and the line.</exception>
    public static ResolvedSettings<RunSettings> Resolve(this ExperimentCell cell, SettingsResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(resolver);
        return resolver.Resolve(cell.Request);
    }
}
