namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>
    /// One step of the gates of a GRU, from the projections of input and state, each row <c>[r | z | n]</c>:
    /// <code>
    /// r = σ(ir + hr)    z = σ(iz + hz)    n = tanh(in + r hn)    next = (1 - z) n + z previous
    /// </code>
    /// </summary>
    /// <param name="input">Rows of 3H: the projected input with its bias.</param>
    /// <param name="state">Rows of 3H: the projected state with its bias; or one row, if all states are zero.</param>
    /// <param name="previous">Rows of H; or empty, if all states are zero.</param>
    /// <param name="next">Rows of H.</param>
    /// <param name="kept">Rows of 4H, <c>[r | z | n | hn]</c>, for the backward pass; or empty.</param>
    /// <param name="hidden">H.</param>
    public abstract void GruGates(
        ReadOnlySpan<T> input, ReadOnlySpan<T> state, ReadOnlySpan<T> previous, Span<T> next, Span<T> kept, int hidden);

    /// <summary>The backward pass of <see cref="GruGates"/>.</summary>
    /// <param name="kept">What was kept.</param>
    /// <param name="previous">As it was given.</param>
    /// <param name="gradient">Rows of H: the derivative by <c>next</c>.</param>
    /// <param name="inputGradient">Rows of 3H: the derivative by the projected input.</param>
    /// <param name="stateGradient">Rows of 3H: the derivative by the projected state.</param>
    /// <param name="previousGradient">Rows of H that the direct path from <c>previous</c> is added to; or empty.</param>
    /// <param name="hidden">H.</param>
    public abstract void GruGatesBackward(
        ReadOnlySpan<T> kept,
        ReadOnlySpan<T> previous,
        ReadOnlySpan<T> gradient,
        Span<T> inputGradient,
        Span<T> stateGradient,
        Span<T> previousGradient,
        int hidden);
}
