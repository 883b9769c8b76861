namespace Phalanx.Numerics;

/// <summary>
/// Memory for the tensors of one training step: handed out front to back, reclaimed all at once. It grows while a step asks for
/// more than any before; a step like the last one allocates nothing. An arena serves one thread at a time.
/// </summary>
public sealed class Arena<T>
    where T : unmanaged
{
    private const int SmallestChunk = 1 << 14;
    private const int Alignment = 16; // elements: a cache line of floats

    private readonly List<TensorMemory<T>> _chunks = [];
    private int _chunk;
    private int _used;

    /// <summary>Elements held, used or not.</summary>
    public long Capacity { get; private set; }

    /// <summary>Elements handed out since the last reset, with what was left free at the end of a piece of memory.</summary>
    public long Rented
    {
        get
        {
            long rented = _used;
            for (int i = 0; i < _chunk; i++)
            {
                rented += _chunks[i].Memory.Length;
            }

            return rented;
        }
    }

    /// <summary>A tensor of undefined elements.</summary>
    public Tensor<T> Rent(Shape shape)
    {
        int needed = checked(shape.Count + Alignment - 1) / Alignment * Alignment;
        while (_chunk < _chunks.Count && needed > _chunks[_chunk].Memory.Length - _used)
        {
            _chunk++;
            _used = 0;
        }

        if (_chunk == _chunks.Count)
        {
            Grow(needed);
        }

        var tensor = new Tensor<T>(_chunks[_chunk], _used, shape);
        _used += needed;
        return tensor;
    }

    /// <summary>A tensor of zeros.</summary>
    public Tensor<T> RentZeroed(Shape shape)
    {
        Tensor<T> tensor = Rent(shape);
        tensor.Span.Clear();
        return tensor;
    }

    /// <summary>A tensor with the given elements.</summary>
    /// <exception cref="ArgumentException">They are not as many as the shape has.</exception>
    public Tensor<T> RentCopy(Shape shape, ReadOnlySpan<T> elements)
    {
        shape.RequireCount(elements.Length);
        Tensor<T> tensor = Rent(shape);
        elements.CopyTo(tensor.Span);
        return tensor;
    }

    /// <summary>Reclaims all memory. Using a tensor from before throws an exception.</summary>
    public void Reset()
    {
        for (int i = 0; i <= _chunk && i < _chunks.Count; i++)
        {
            _chunks[i].Retire();
        }

        _chunk = 0;
        _used = 0;
    }

    private void Grow(int needed)
    {
        int length = (int)Math.Min(Array.MaxLength - 64, Math.Max(needed, Math.Max(SmallestChunk, Capacity)));
        _chunks.Add(new TensorMemory<T>(length));
        Capacity += length;
    }
}
