using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics;

/// <summary>The gradient of one loss for every parameter of a set, in the set's order. Backward passes add to it.</summary>
public sealed class Gradients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Kernels<T> _kernels;
    private Tensor<T> _block;
    private Tensor<T>[] _parts;

    /// <summary>Zeros for every parameter of the set, computed on with the given kernels, by default the machine's best.</summary>
    public Gradients(ParameterSet<T> set, Kernels<T>? kernels = null)
    {
        _kernels = kernels ?? Kernels<T>.Best;
        Set = set;
        _ = set.Values; // closes the set: its length is final from here on
        _block = Tensor<T>.Create(set.Count);
        _parts = set.PartsOf(_block);
    }

    /// <summary>The set.</summary>
    public ParameterSet<T> Set { get; }

    /// <summary>All elements, parameter after parameter.</summary>
    public Span<T> Values => _block.Span;

    /// <summary>The gradient of one parameter.</summary>
    public Tensor<T> this[Parameter<T> parameter] =>
        parameter.Set == Set
            ? _parts[parameter.Index]
            : throw new ArgumentException($"The parameter '{parameter.Name}' belongs to another set.");

    /// <summary>Back to zero.</summary>
    public void Clear() => Values.Clear();

    /// <summary>Makes every element equal to the other's.</summary>
    /// <exception cref="ArgumentException">The other belongs to another set.</exception>
    public void CopyFrom(Gradients<T> source)
    {
        RequireSameSet(source);
        source.Values.CopyTo(Values);
    }

    /// <summary>Takes the other's elements and gives it its own: a copy of what the other will clear before it uses it again.</summary>
    internal void ExchangeWith(Gradients<T> other)
    {
        RequireSameSet(other);
        (_block, other._block) = (other._block, _block);
        (_parts, other._parts) = (other._parts, _parts);
    }

    /// <summary><c>this += source</c>.</summary>
    /// <exception cref="ArgumentException">The other belongs to another set.</exception>
    public void Add(Gradients<T> source)
    {
        RequireSameSet(source);
        _kernels.Accumulate(source.Values, Values);
    }

    /// <summary><c>this *= factor</c>.</summary>
    public void Scale(T factor) => _kernels.ScaleBlock(factor, Values);

    /// <summary>The Euclidean norm over all parameters together, summed in double precision in an order that never changes.</summary>
    public double Norm() => Math.Sqrt(_kernels.SumOfSquares(Values));

    /// <summary>
    /// Clips by the global norm as PyTorch does: <c>g ← g · min(1, limit / (norm + 1e-6))</c>. Gradients whose norm is not finite have no direction
    /// that could be kept: they stay as they are, so that it can be seen which of them it was, and the caller must not step along them.
    /// </summary>
    /// <returns>
    /// The norm before clipping. In single precision it is finite if, and only if, every gradient is: their squares do not overflow in double precision.
    /// </returns>
    public double ClipNorm(double limit) => ClipNorm(limit, out _);

    /// <inheritdoc cref="ClipNorm(double)"/>
    /// <param name="limit">The largest norm that is left.</param>
    /// <param name="clipped">Whether it was larger.</param>
    public double ClipNorm(double limit, out bool clipped)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        double norm = Norm();
        double factor = limit / (norm + 1e-6);
        clipped = factor < 1 && double.IsFinite(norm);
        if (clipped)
        {
            Scale(T.CreateChecked(factor));
        }

        return norm;
    }

    private void RequireSameSet(Gradients<T> other)
    {
        if (other.Set != Set)
        {
            throw new ArgumentException("The gradients belong to another set of parameters.");
        }
    }
}
