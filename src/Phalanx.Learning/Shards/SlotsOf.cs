using Phalanx.Numerics;

namespace Phalanx.Learning.Shards;

/// <summary>What one episode has in a tensor whose axes are slots, episodes and whatever belongs to one of them.</summary>
public readonly ref struct SlotsOf<TElement>
    where TElement : unmanaged
{
    private readonly Span<TElement> _elements;
    private readonly int _stride;
    private readonly int _first;

    /// <summary>One episode of [slots, episodes, ...].</summary>
    public SlotsOf(Tensor<TElement> tensor, int episode)
        : this(tensor, tensor.Shape[1], episode)
    {
    }

    /// <summary>One of so many episodes of [slots, episodes x agents, ...].</summary>
    public SlotsOf(Tensor<TElement> tensor, int episodes, int episode)
    {
        _elements = tensor.Span;
        Count = tensor.Shape[0];
        _stride = Count == 0 ? 0 : _elements.Length / Count;
        Width = _stride / episodes;
        _first = episode * Width;
    }

    /// <summary>Number of slots.</summary>
    public int Count { get; }

    /// <summary>Elements of a slot.</summary>
    public int Width { get; }

    /// <summary>The elements of a slot.</summary>
    public Span<TElement> this[int slot] => _elements.Slice((slot * _stride) + _first, Width);
}
