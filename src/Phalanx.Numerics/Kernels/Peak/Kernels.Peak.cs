namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>Additions and multiplications in one round of <see cref="MultiplyAdd"/>.</summary>
    public abstract int OperationsPerRound { get; }

    /// <summary>
    /// Does nothing but fused multiply-adds, in registers, in more independent chains than their latency needs. Its rate is the
    /// peak of one core, the most that any product can reach.
    /// </summary>
    /// <param name="rounds">How many times to go around.</param>
    /// <returns>A number that depends on every one of them, so that none can be left out.</returns>
    public abstract T MultiplyAdd(int rounds);
}
