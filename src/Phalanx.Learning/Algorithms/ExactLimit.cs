namespace Phalanx.Learning.Algorithms;

/// <summary>
/// The limit of a method's joint values in a one-step game when every joint action is tried equally often: the nearest table to the payoff
/// among those that the method can represent.
/// </summary>
public enum ExactLimit
{
    /// <summary>The payoff itself: the method can represent any table.</summary>
    Payoff,

    /// <summary>The nearest sum of one value for each agent.</summary>
    Additive,

    /// <summary>The nearest table that is monotonic in each agent's value.</summary>
    Monotonic,

    /// <summary>The same by CW-QMIX's weights.</summary>
    MonotonicByCentralWeights,

    /// <summary>The same by OW-QMIX's weights.</summary>
    MonotonicByOptimisticWeights,
}
