namespace Phalanx.Analysis.Runs;

/// <summary>Runs that are alike but for their seeds.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Runs">The runs in the order of their seeds, each seed once.</param>
public sealed record RunGroup(string Algorithm, string Environment, IReadOnlyList<FinishedRun> Runs)
{
    /// <summary>What it is called beside other groups: the algorithm, and the settings in which groups of it differ on an environment.</summary>
    public string Arm { get; init; } = Algorithm;

    /// <summary>What it is measured on: the environment, and the settings of it in which groups differ.</summary>
    public string Task { get; init; } = Environment;

    /// <summary>The text of a setting, which is the same in all runs; null where they have none.</summary>
    /// <param name="path">The path of the setting.</param>
    public string? this[string path] => Runs[0][path];
}
