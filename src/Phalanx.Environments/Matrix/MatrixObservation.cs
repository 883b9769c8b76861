namespace Phalanx.Environments.Matrix;

/// <summary>What agents see in a one-step game, where there is nothing to see. Published results differ in it.</summary>
public enum MatrixObservation
{
    /// <summary>A single 1, as observation and as state (QTRAN's code).</summary>
    One,

    /// <summary>Five ones, as observation and as state (Weighted QMIX's code).</summary>
    Ones5,

    /// <summary>A single 0 as observation, a 0 per agent as state (QPLEX's code). Networks can use only their biases.</summary>
    ZeroState,

    /// <summary>1, 0 before the move and 0, 1 after it, as observation and as state (PyMARL2's code).</summary>
    StepOneHot,
}
