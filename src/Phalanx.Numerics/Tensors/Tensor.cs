using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics;

/// <summary>
/// A shaped view of memory that belongs to an <see cref="Arena{T}"/> or stands alone. It is a handle, cheap to copy, and needs no
/// disposal. Rows follow one another without gaps.
/// </summary>
public readonly struct Tensor<T>
    where T : unmanaged
{
    private readonly TensorMemory<T>? _memory;
    private readonly int _generation;
    private readonly int _start;

    internal Tensor(TensorMemory<T> memory, int start, Shape shape)
    {
        _memory = memory;
        _generation = memory.Generation;
        _start = start;
        Shape = shape;
    }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Shape.Count;

    /// <summary>The elements.</summary>
    /// <exception cref="InvalidOperationException">The arena was reset after this tensor was made.</exception>
    public Span<T> Span
    {
        get
        {
            if (_memory is null || _memory.Generation != _generation)
            {
                ThrowUnusable();
            }

            return _memory!.Memory.Slice(_start, Shape.Count);
        }
    }

    /// <summary>A tensor with memory of its own, filled with zeros, that lives as long as a reference to it.</summary>
    public static Tensor<T> Create(Shape shape) => new(new TensorMemory<T>(shape.Count), 0, shape);

    /// <summary>A tensor with memory of its own and the given elements.</summary>
    /// <exception cref="ArgumentException">They are not as many as the shape has.</exception>
    public static Tensor<T> Create(Shape shape, ReadOnlySpan<T> elements)
    {
        shape.RequireCount(elements.Length);
        Tensor<T> tensor = Create(shape);
        elements.CopyTo(tensor.Span);
        return tensor;
    }

    /// <summary>The same elements in another shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ in their number of elements.</exception>
    public Tensor<T> Reshape(Shape shape)
    {
        if (shape.Count != Shape.Count)
        {
            throw new ArgumentException($"A tensor of shape {Shape} cannot be read as {shape}.");
        }

        return View(0, shape);
    }

    /// <summary>A range along the first axis.</summary>
    public Tensor<T> Slice(int start, int length)
    {
        if (Shape.Rank == 0 || (uint)start > (uint)Shape[0] || (uint)length > (uint)(Shape[0] - start))
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"A tensor of shape {Shape} has no {length} rows from {start}.");
        }

        return View(start * Shape.CountOf(1, Shape.Rank), Shape.With(0, length));
    }

    private Tensor<T> View(int offset, Shape shape)
    {
        if (_memory is null || _memory.Generation != _generation)
        {
            ThrowUnusable();
        }

        return new Tensor<T>(_memory!, _start + offset, shape);
    }

    private void ThrowUnusable() => throw new InvalidOperationException(
        _memory is null ? "The tensor was never given memory." : "The tensor is used after its arena was reset.");
}

/// <summary>Memory whose tensors become unusable when its generation advances.</summary>
internal sealed class TensorMemory<T>(int length)
    where T : unmanaged
{
    public AlignedMemory<T> Memory { get; } = new(length);

    public int Generation { get; private set; }

    public void Retire() => Generation++;
}
