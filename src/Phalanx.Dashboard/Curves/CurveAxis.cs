namespace Phalanx.Dashboard.Curves;

/// <summary>What a curve is drawn over.</summary>
internal enum CurveAxis
{
    /// <summary>Environment steps.</summary>
    TEnv,

    /// <summary>Episodes.</summary>
    Episode,

    /// <summary>Seconds of training.</summary>
    Wall,
}
