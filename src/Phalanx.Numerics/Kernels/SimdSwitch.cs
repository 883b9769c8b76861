using System.Runtime.Intrinsics;
using Phalanx.Foundation;

namespace Phalanx.Numerics.Kernels;

/// <summary>The choice of a register width.</summary>
internal static class SimdSwitch
{
    private const string Variable = "PHALANX_SIMD";

    /// <summary>The widest of the offered levels that the machine has, or that the environment variable allows.</summary>
    public static SimdLevel Choose(IReadOnlyCollection<SimdLevel> offered)
    {
        SimdLevel widest = Parse(Environment.GetEnvironmentVariable(Variable)) ?? Widest();
        return offered.Where(level => level <= widest).Max();
    }

    /// <summary>The level that a value of the environment variable stands for; null where it forces none.</summary>
    /// <exception cref="UserErrorException">The value stands for nothing.</exception>
    public static SimdLevel? Parse(string? value) => value switch
    {
        null or "" => null,
        "scalar" => SimdLevel.Scalar,
        "128" => SimdLevel.Bits128,
        "256" => SimdLevel.Bits256,
        "512" => SimdLevel.Bits512,
        _ => throw new UserErrorException($"environment variable {Variable} is '{value}'; allowed are scalar, 128, 256 and 512"),
    };

    private static SimdLevel Widest() =>
        Vector512.IsHardwareAccelerated ? SimdLevel.Bits512
        : Vector256.IsHardwareAccelerated ? SimdLevel.Bits256
        : Vector128.IsHardwareAccelerated ? SimdLevel.Bits128
        : SimdLevel.Scalar;
}
