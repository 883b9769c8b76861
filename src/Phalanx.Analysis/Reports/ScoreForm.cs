namespace Phalanx.Analysis.Reports;

/// <summary>Which figure of a run is its score.</summary>
public enum ScoreForm
{
    /// <summary>The mean of the last tests.</summary>
    Tail,

    /// <summary>The closing test.</summary>
    Final,
}
