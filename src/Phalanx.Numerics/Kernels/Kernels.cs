using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// The inner loops of the library, at one register width. Everything that computes - tape, layers, optimisers - goes through an
/// instance of this class, so a whole computation can be run at any width and compared with the scalar twin.
/// </summary>
/// <remarks>
/// Single precision uses the widest registers of the machine, double precision the scalar twin. The environment variable
/// <c>PHALANX_SIMD</c> (<c>scalar</c>, <c>128</c>, <c>256</c> or <c>512</c>), read once at first use, forces a width.
/// In every kernel a row of the result is computed from its own inputs in an order that does not depend on how many rows there are.
/// </remarks>
public abstract partial class Kernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Kernels<T>[] ByLevel = CreateLevels();

    // Not chosen by the static initialiser: the exception of a bad switch must reach the caller as it is, not wrapped into that of a
    // failed type.
    private static Kernels<T>? _best;

    private protected Kernels(SimdLevel level) => Level = level;

    /// <summary>The width that <see cref="Best"/> works at on this machine.</summary>
    /// <exception cref="UserErrorException">The switch has a value that is not allowed.</exception>
    public static SimdLevel BestLevel => Best.Level;

    /// <summary>The kernels to compute with: the widest that the machine has, unless the switch forces others.</summary>
    /// <exception cref="UserErrorException">The switch has a value that is not allowed.</exception>
    public static Kernels<T> Best => _best ??= At(SimdSwitch.Choose(Array.ConvertAll(ByLevel, kernels => kernels.Level)));

    /// <summary>Every level of this element type. All of them run on every machine, where need be emulated.</summary>
    public static IReadOnlyList<Kernels<T>> All => ByLevel;

    /// <summary>The width of this instance.</summary>
    public SimdLevel Level { get; }

    /// <summary>The kernels of a level.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The element type has no such level (double precision is scalar only).</exception>
    public static Kernels<T> At(SimdLevel level) =>
        Array.Find(ByLevel, kernels => kernels.Level == level)
        ?? throw new ArgumentOutOfRangeException(nameof(level), level, $"There are no {level} kernels for {typeof(T).Name}.");

    private static Kernels<T>[] CreateLevels()
    {
        var scalar = new SimdKernels<T, Scalar<T>>(SimdLevel.Scalar);
        if (typeof(T) != typeof(float))
        {
            return [scalar];
        }

        return
        [
            scalar,
            (Kernels<T>)(object)new SimdKernels<float, Simd128>(SimdLevel.Bits128),
            (Kernels<T>)(object)new SimdKernels<float, Simd256>(SimdLevel.Bits256),
            (Kernels<T>)(object)new SimdKernels<float, Simd512>(SimdLevel.Bits512),
        ];
    }
}
