namespace Phalanx.Analysis;

/// <summary>A way to improve a table of values by one sweep.</summary>
public enum TabularBackup
{
    /// <summary><c>T* Q = E[r + gamma max Q]</c>.</summary>
    Optimal,

    /// <summary><c>T_Qmix = Pi_Qmix T*</c>: what is kept is the projection.</summary>
    Monotonic,

    /// <summary><c>T_w Q = E[r + gamma Q(s', argmax Pi_w Q)]</c> with central weights: the projection only chooses.</summary>
    CentrallyWeighted,

    /// <summary>The same with optimistic weights.</summary>
    OptimisticallyWeighted,
}
