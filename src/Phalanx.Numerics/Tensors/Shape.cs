using System.Runtime.CompilerServices;

namespace Phalanx.Numerics;

/// <summary>The lengths of a tensor's axes, the last one contiguous. Written as a number or a tuple: <c>Shape s = (32, 8, 64);</c></summary>
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most axes that a tensor can have.</summary>
    public const int MaxRank = 6;

    private readonly Lengths _lengths;

    // One less than there are, so that default(Shape) is the shape of a single number.
    private readonly int _elementsButOne;

    /// <summary>A shape of up to <see cref="MaxRank"/> axes.</summary>
    /// <exception cref="ArgumentException">Too many axes, or a negative length.</exception>
    /// <exception cref="ShapeTooLargeException">More elements than an array can hold.</exception>
    public Shape(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaxRank)
        {
            throw new ArgumentException($"A shape has at most {MaxRank} axes, not {lengths.Length}.");
        }

        long count = 1;
        for (int i = 0; i < lengths.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(lengths[i], nameof(lengths));
            _lengths[i] = lengths[i];
            count *= lengths[i];
            if (count > Array.MaxLength)
            {
                throw new ShapeTooLargeException("The shape has more elements than one piece of memory can hold.");
            }
        }

        Rank = lengths.Length;
        _elementsButOne = (int)count - 1;
    }

    /// <summary>Number of axes; 0 for a single number.</summary>
    public int Rank { get; }

    /// <summary>Number of elements.</summary>
    public int Count => _elementsButOne + 1;

    /// <summary>Length of the last axis; 1 for a single number.</summary>
    public int Last => Rank == 0 ? 1 : _lengths[Rank - 1];

    /// <summary>Product of the lengths of all axes but the last: most operations see a tensor as so many rows.</summary>
    public int Rows => Last == 0 ? CountOf(0, Rank - 1) : Count / Last;

    /// <summary>Length of an axis, counted from the front, or from the back when negative.</summary>
    public int this[int axis] => _lengths[Axis(axis)];

    /// <summary>A shape of one axis.</summary>
    public static implicit operator Shape(int length) => new(length);

    /// <summary>A shape of two axes.</summary>
    public static implicit operator Shape((int A, int B) s) => new(s.A, s.B);

    /// <summary>A shape of three axes.</summary>
    public static implicit operator Shape((int A, int B, int C) s) => new(s.A, s.B, s.C);

    /// <summary>A shape of four axes.</summary>
    public static implicit operator Shape((int A, int B, int C, int D) s) => new(s.A, s.B, s.C, s.D);

    /// <summary>A shape of five axes.</summary>
    public static implicit operator Shape((int A, int B, int C, int D, int E) s) => new(s.A, s.B, s.C, s.D, s.E);

    /// <summary>Equal axes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Different axes.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>An axis counted from the front, for one that may be counted from the back (-1 is the last).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int Axis(int axis)
    {
        int fromFront = axis < 0 ? axis + Rank : axis;
        if ((uint)fromFront >= (uint)Rank)
        {
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"A tensor of shape {this} has no such axis.");
        }

        return fromFront;
    }

    /// <summary>Number of elements in the axes from one to before another.</summary>
    public int CountOf(int from, int to)
    {
        int count = 1;
        for (int i = from; i < to; i++)
        {
            count *= _lengths[i];
        }

        return count;
    }

    /// <summary>The same shape with another length of one axis.</summary>
    public Shape With(int axis, int length)
    {
        Span<int> lengths = stackalloc int[MaxRank];
        CopyTo(lengths);
        lengths[Axis(axis)] = length;
        return new Shape(lengths[..Rank]);
    }

    /// <summary>The same shape without one axis.</summary>
    public Shape Without(int axis)
    {
        Span<int> lengths = stackalloc int[MaxRank];
        int kept = 0;
        int left = Axis(axis);
        for (int i = 0; i < Rank; i++)
        {
            if (i != left)
            {
                lengths[kept++] = _lengths[i];
            }
        }

        return new Shape(lengths[..kept]);
    }

    /// <summary>The same shape with one more axis at the end.</summary>
    public Shape Appended(int length)
    {
        Span<int> lengths = stackalloc int[MaxRank + 1];
        CopyTo(lengths);
        lengths[Rank] = length;
        return new Shape(lengths[..(Rank + 1)]);
    }

    /// <summary>Writes the lengths.</summary>
    public void CopyTo(Span<int> lengths) => ((ReadOnlySpan<int>)_lengths)[..Rank].CopyTo(lengths);

    /// <inheritdoc/>
    public bool Equals(Shape other) =>
        Rank == other.Rank && ((ReadOnlySpan<int>)_lengths)[..Rank].SequenceEqual(((ReadOnlySpan<int>)other._lengths)[..Rank]);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rank, Count, Last);

    /// <summary>The lengths with crosses between them, as in <c>32x8x64</c>.</summary>
    public override string ToString() => Rank == 0 ? "scalar" : string.Join('x', ((ReadOnlySpan<int>)_lengths)[..Rank].ToArray());

    /// <summary>Refuses elements that are more or fewer than a tensor of this shape has.</summary>
    internal void RequireCount(int elements)
    {
        if (elements != Count)
        {
            throw new ArgumentException($"A tensor of shape {this} has {Count} elements, not {elements}.");
        }
    }

    [InlineArray(MaxRank)]
    private struct Lengths
    {
        private int _first;
    }
}
