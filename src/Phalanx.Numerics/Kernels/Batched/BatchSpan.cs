namespace Phalanx.Numerics.Kernels;

/// <summary>
/// Many matrices of one size, one after another in the caller's memory. Transposed matrices are the same memory read with the strides
/// exchanged.
/// </summary>
public readonly ref struct BatchSpan<T>
    where T : unmanaged
{
    /// <summary>Matrices whose rows follow one another.</summary>
    /// <exception cref="ArgumentException">The memory has another length, or a number is negative.</exception>
    public BatchSpan(ReadOnlySpan<T> data, int count, int rows, int columns)
        : this(data, count, rows, columns, columns, 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (data.Length != checked((long)count * rows * columns))
        {
            throw new ArgumentException($"{count} matrices of {rows}x{columns} do not fit {data.Length} elements.");
        }
    }

    private BatchSpan(ReadOnlySpan<T> data, int count, int rows, int columns, int rowStride, int columnStride)
    {
        Data = data;
        Count = count;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>The memory.</summary>
    public ReadOnlySpan<T> Data { get; }

    /// <summary>Number of matrices.</summary>
    public int Count { get; }

    /// <summary>Number of rows of each.</summary>
    public int Rows { get; }

    /// <summary>Number of columns of each.</summary>
    public int Columns { get; }

    /// <summary>Elements from one row to the next.</summary>
    public int RowStride { get; }

    /// <summary>Elements from one column to the next.</summary>
    public int ColumnStride { get; }

    /// <summary>The same memory read with rows and columns exchanged.</summary>
    public BatchSpan<T> Transposed => new(Data, Count, Columns, Rows, ColumnStride, RowStride);
}
