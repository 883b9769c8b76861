namespace Phalanx.Analysis;

/// <summary>How much the error of each joint action counts in a projection.</summary>
public enum Weighting
{
    /// <summary>All alike: the limit of QMIX.</summary>
    Uniform,

    /// <summary>One for a single best joint action, alpha for all others: the ideal of CW-QMIX.</summary>
    Central,

    /// <summary>One where the projection underestimates, alpha elsewhere: OW-QMIX.</summary>
    Optimistic,
}
