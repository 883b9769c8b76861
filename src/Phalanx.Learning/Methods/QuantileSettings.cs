using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>How many quantiles are learned, and from how many. DIQL and DDN, who have no settings besides, learn from one sample of each distribution.</summary>
public record QuantileSettings
{
    /// <summary>N, samples of the online networks.</summary>
    [Setting("samples of the online networks", Min = 1)]
    public int Quantiles { get; init; } = 1;

    /// <summary>N', samples of the target networks.</summary>
    [Setting("samples of the target networks", Min = 1)]
    public int TargetQuantiles { get; init; } = 1;

    /// <summary>Cosines that a level is described by.</summary>
    [Setting("cosines that a quantile level is described by", Min = 1)]
    public int Cosines { get; init; } = 64;
}

/// <summary>The same for methods that look at the shape of distributions, and learn from eight samples of each.</summary>
public abstract record ShapeSettings : QuantileSettings
{
    /// <summary>Eight samples.</summary>
    protected ShapeSettings() => (Quantiles, TargetQuantiles) = (8, 8);
}
