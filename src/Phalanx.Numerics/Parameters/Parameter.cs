using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics;

/// <summary>
/// A named tensor that learning changes. Its elements lie in the block of its <see cref="ParameterSet{T}"/>, so an optimiser, a
/// copy to a target network or a norm is one pass over one block.
/// </summary>
public sealed class Parameter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterLayouts<T> _layouts;

    internal Parameter(ParameterSet<T> set, string name, Shape shape, int index, int start, Initialiser initialiser)
    {
        Set = set;
        Name = name;
        Shape = shape;
        Index = index;
        Start = start;
        Initialiser = initialiser;
        _layouts = new ParameterLayouts<T>(this);
    }

    /// <summary>The set that holds the elements.</summary>
    public ParameterSet<T> Set { get; }

    /// <summary>The name, as in files: <c>rnn.weight_ih</c>.</summary>
    public string Name { get; }

    /// <summary>The shape; linear layers are [out, in].</summary>
    public Shape Shape { get; }

    /// <summary>The elements. Change them through <see cref="Write"/>.</summary>
    public Tensor<T> Value => Set.ValueOf(this);

    /// <summary>How the elements are drawn at the start.</summary>
    public Initialiser Initialiser { get; }

    /// <summary>Its place in the order of declaration.</summary>
    internal int Index { get; }

    /// <summary>First element within the set's block.</summary>
    internal int Start { get; }

    /// <summary>Replaces the elements.</summary>
    /// <exception cref="ArgumentException">The number of elements is not the parameter's.</exception>
    public void Write(ReadOnlySpan<T> elements)
    {
        if (elements.Length != Shape.Count)
        {
            throw new ArgumentException($"The parameter '{Name}' of shape {Shape} was given {elements.Length} elements.");
        }

        elements.CopyTo(Value.Span);
        Set.Touch();
    }

    /// <summary>This parameter's part of a block that is laid out as the set's is: values, gradients, an optimiser's averages.</summary>
    internal Tensor<T> PartOf(Tensor<T> block) => block.Slice(Start, Shape.Count).Reshape(Shape);

    /// <summary>
    /// The first columns (by default all) of the weight [out, in], packed as the right operand of <c>x · Wᵀ</c> (forward) or of
    /// <c>dy · W</c> (backward). Packed when first asked for after a change, whichever worker asks; the others wait for it.
    /// </summary>
    internal PackedMatrix<T> Packed(Kernels<T> kernels, bool forward, int? columns = null) =>
        _layouts.Packed(kernels, forward, 0, Shape.Rows, columns ?? Shape.Last);

    /// <summary>The same of some rows of the weight: what gives some of a layer's outputs.</summary>
    internal PackedMatrix<T> PackedRows(Kernels<T> kernels, bool forward, int firstRow, int rows) =>
        _layouts.Packed(kernels, forward, firstRow, rows, Shape.Last);

    /// <summary>
    /// The columns of the weight [out, in] from <paramref name="firstColumn"/> on, each stored as a row, made under the same rule: what
    /// a look-up of a column reads.
    /// </summary>
    internal ReadOnlySpan<T> ColumnsAsRows(Kernels<T> kernels, int firstColumn) => _layouts.ColumnsAsRows(kernels, firstColumn);
}
