namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>
    /// One step of RMSprop in one pass: <c>v = α v + (1 - α) g²</c>, <c>x = x - η g / (√v + ε)</c>. No fused multiply-add, so that every
    /// level gives the same bits.
    /// </summary>
    /// <returns>Whether x and v are finite now; they are in registers, so that it costs nothing to look.</returns>
    internal abstract bool RmsProp(in RmsPropFactors<T> factors, ReadOnlySpan<T> gradient, Span<T> squareAverage, Span<T> values);

    /// <summary>
    /// One step of Adam in one pass: <c>m = m + (1 - β₁)(g - m)</c>, <c>v = β₂ v + (1 - β₂) g²</c>,
    /// <c>x = x - η' m / (√v / c + ε)</c> with the bias corrections in η' and c. Every level gives the same bits.
    /// </summary>
    /// <returns>Whether x and v are finite now, and so m, which x is made of.</returns>
    internal abstract bool Adam(
        in AdamFactors<T> factors, ReadOnlySpan<T> gradient, Span<T> firstMoment, Span<T> secondMoment, Span<T> values);
}

/// <summary>The numbers of one RMSprop step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Decay">α.</param>
/// <param name="Gain">1 - α, rounded once from double precision.</param>
/// <param name="Epsilon">ε.</param>
internal readonly record struct RmsPropFactors<T>(T LearningRate, T Decay, T Gain, T Epsilon);

/// <summary>The numbers of one Adam step.</summary>
/// <param name="StepSize">η' = η / (1 - β₁ᵗ).</param>
/// <param name="FirstGain">1 - β₁.</param>
/// <param name="SecondDecay">β₂.</param>
/// <param name="SecondGain">1 - β₂.</param>
/// <param name="RootCorrection">c = √(1 - β₂ᵗ).</param>
/// <param name="Epsilon">ε.</param>
internal readonly record struct AdamFactors<T>(T StepSize, T FirstGain, T SecondDecay, T SecondGain, T RootCorrection, T Epsilon);
