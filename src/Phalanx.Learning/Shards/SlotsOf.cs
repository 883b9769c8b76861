using Phalanx.Numerics;

namespace Phalanx.Learning.Shards;

/// <summary>The part of one episode in a tensor whose axes are slots, episodes and the elements of one episode.</summary>
public readonly ref struct SlotsOf<TElement>
    where TElement : unmanaged
{
    private readonly Span<TElement> _elements;
    private readonly int _episodes;
    private readonly int _episode;

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
        (_episodes, _episode) = (episodes, episode);
    }

    /// <summary>Number of slots.</summary>
    public int Count { get; }

    /// <summary>Elements of a slot.</summary>
    public int Width => Count == 0 ? 0 : _elements.Length / (Count * _episodes);

    /// <summary>The elements of a slot.</summary>
    public Span<TElement> this[int slot] => Rows.Of(_elements, Count * _episodes, (slot * _episodes) + _episode);
}
