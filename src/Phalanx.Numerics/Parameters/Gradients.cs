using System.Numerics;

namespace Phalanx.Numerics;

/// <summary>The gradient of one loss for every parameter of a set, in the set's order. Backward passes add to it.</summary>
public sealed class Gradients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _block;

    /// <summary>Zeros for every parameter of the set.</summary>
    public Gradients(ParameterSet<T> set)
    {
        Set = set;
        _ = set.Values; // closes the set: its length is final from here on
        _block = Tensor<T>.Create(set.Count);
    }

    /// <summary>The set.</summary>
    public ParameterSet<T> Set { get; }

    /// <summary>All elements, parameter after parameter.</summary>
    public Span<T> Values => _block.Span;

    /// <summary>The gradient of one parameter.</summary>
    public Tensor<T> this[Parameter<T> parameter] =>
        parameter.Set == Set
            ? _block.Slice(parameter.Start, parameter.Shape.Count).Reshape(parameter.Shape)
            : throw new ArgumentException($"The parameter '{parameter.Name}' belongs to another set.");

    /// <summary>Back to zero.</summary>
    public void Clear() => Values.Clear();
}
