namespace Phalanx.Cli.Benchmarks;

/// <summary>How the operands of a product lie in memory.</summary>
internal enum GemmForm
{
    /// <summary>A·B.</summary>
    Plain,

    /// <summary>A·B with B packed beforehand, as weights are.</summary>
    Packed,

    /// <summary>Aᵀ·B, as in the gradient of weights.</summary>
    TransposedLeft,

    /// <summary>A·Bᵀ, as in the gradient of an input.</summary>
    TransposedRight,
}
