using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

/// <summary>The register widths that single-precision tests run at.</summary>
public static class Levels
{
    public static TheoryData<SimdLevel> All => [.. Kernels<float>.All.Select(kernels => kernels.Level)];
}
