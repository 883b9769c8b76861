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
    private readonly Lock _packing = new();
    private Packing? _forward;
    private Packing? _backward;

    internal Parameter(ParameterSet<T> set, string name, Shape shape, int start, Initialiser initialiser)
    {
        Set = set;
        Name = name;
        Shape = shape;
        Start = start;
        Initialiser = initialiser;
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

    /// <summary>
    /// The weight [out, in] packed as the right operand of <c>x · Wᵀ</c> (forward) or of <c>dy · W</c> (backward). Packed when first
    /// asked for after a change, whichever worker asks; the others wait for it.
    /// </summary>
    internal PackedMatrix<T> Packed(Kernels<T> kernels, bool forward)
    {
        Packing? packing = forward ? Volatile.Read(ref _forward) : Volatile.Read(ref _backward);
        if (packing is null || packing.Matrix.Level != kernels.Level || Volatile.Read(ref packing.Version) != Set.Version)
        {
            packing = Repack(kernels, forward);
        }

        return packing.Matrix;
    }

    private Packing Repack(Kernels<T> kernels, bool forward)
    {
        lock (_packing)
        {
            ref Packing? slot = ref forward ? ref _forward : ref _backward;
            var weight = new MatrixSpan<T>(Value.Span, Shape.Rows, Shape.Last);
            MatrixSpan<T> matrix = forward ? weight.Transposed : weight;
            Packing? packing = slot;
            if (packing is null || packing.Matrix.Level != kernels.Level)
            {
                packing = new Packing(kernels.CreatePacked(matrix.Rows, matrix.Columns));
                kernels.Pack(matrix, packing.Matrix);
                Volatile.Write(ref packing.Version, Set.Version);
                Volatile.Write(ref slot, packing);
            }
            else if (packing.Version != Set.Version)
            {
                kernels.Pack(matrix, packing.Matrix);
                Volatile.Write(ref packing.Version, Set.Version);
            }

            return packing;
        }
    }

    private sealed class Packing(PackedMatrix<T> matrix)
    {
        public long Version = -1;

        public PackedMatrix<T> Matrix { get; } = matrix;
    }
}
