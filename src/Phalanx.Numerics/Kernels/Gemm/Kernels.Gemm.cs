namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>Columns of a panel of a packed matrix at this level.</summary>
    internal abstract int PanelWidth { get; }

    /// <summary>Makes room for a packed matrix; <see cref="Pack"/> fills it.</summary>
    public PackedMatrix<T> CreatePacked(int inner, int columns) => new(Level, inner, columns, PanelWidth);

    /// <summary>Fills <paramref name="packed"/> with <paramref name="matrix"/> (inner x columns, of any strides).</summary>
    public abstract void Pack(MatrixSpan<T> matrix, PackedMatrix<T> packed);

    /// <summary>
    /// <c>target = f(left · right + bias)</c>, or <c>target += left · right</c> with <paramref name="accumulate"/>.
    /// </summary>
    /// <param name="left">Rows x inner, of any strides.</param>
    /// <param name="right">Inner x columns.</param>
    /// <param name="target">Rows of <paramref name="targetStride"/> elements, the first columns of each of which are written.</param>
    /// <param name="targetStride">Elements from one row of the target to the next.</param>
    /// <param name="accumulate">Add to what is there.</param>
    /// <param name="bias">One number per column, or empty.</param>
    /// <param name="activation">Applied after the bias; not with <paramref name="accumulate"/>.</param>
    public abstract void Multiply(
        MatrixSpan<T> left,
        PackedMatrix<T> right,
        Span<T> target,
        int targetStride,
        bool accumulate = false,
        ReadOnlySpan<T> bias = default,
        Activation activation = Activation.Identity);

    /// <summary>The same with a right operand that is not packed yet.</summary>
    public abstract void Multiply(
        MatrixSpan<T> left,
        MatrixSpan<T> right,
        Span<T> target,
        int targetStride,
        bool accumulate = false,
        ReadOnlySpan<T> bias = default,
        Activation activation = Activation.Identity);
}
