namespace Phalanx.Analysis.Experiments;

/// <summary>What an experiment's result is made of.</summary>
public enum ExperimentKind
{
    /// <summary>Trained cells.</summary>
    Learned,

    /// <summary>Exact arithmetic, such as projections; it has no seed.</summary>
    Exact,

    /// <summary>Brute force over random networks or games.</summary>
    Property,

    /// <summary>A table of hyper-parameters, compared with what presets resolve to.</summary>
    Settings,

    /// <summary>Names that exist.</summary>
    List,
}
