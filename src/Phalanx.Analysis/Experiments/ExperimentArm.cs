using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>An algorithm with settings: one line of a table, one curve of a figure.</summary>
/// <param name="Id">What the experiment calls it.</param>
/// <param name="Algorithm">The registered name.</param>
public sealed record ExperimentArm(string Id, string Algorithm)
{
    /// <summary>What tables and figures call it.</summary>
    public string Label { get; init; } = Id;

    /// <summary>The name of a preset, or null.</summary>
    public string? Preset { get; init; }

    /// <summary>Its settings, stronger than those of the experiment and of the environment.</summary>
    public IReadOnlyList<PlacedSetting> Settings { get; init; } = [];

    /// <summary>The environments, by their ids, that it is trained on; empty for all.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Whether it is left out unless everything is asked for, because of its cost.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it is beside the paper's comparison: it takes no place among ranked arms.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Why it cannot be run here; null where it can.</summary>
    public string? Impossible { get; init; }

    /// <summary>Where it stands, as it follows a name in a sentence.</summary>
    public string Where { get; init; } = "";

    /// <summary>Whether it is trained on an environment.</summary>
    /// <param name="environment">The environment's id.</param>
    public bool RunsOn(string environment) => Impossible is null && (Environments.Count == 0 || Environments.Contains(environment));
}
