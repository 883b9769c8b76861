namespace Phalanx.Numerics.Kernels;

/// <summary>The register width that kernels work at.</summary>
public enum SimdLevel
{
    /// <summary>One element at a time: the portable twin that the others are tested against.</summary>
    Scalar,

    /// <summary>128-bit registers: SSE or NEON.</summary>
    Bits128,

    /// <summary>256-bit registers: AVX2.</summary>
    Bits256,

    /// <summary>512-bit registers: AVX-512.</summary>
    Bits512,
}
