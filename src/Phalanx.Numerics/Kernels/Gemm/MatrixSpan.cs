namespace Phalanx.Numerics.Kernels;

/// <summary>
/// A matrix that lies in the caller's memory: element (i, j) at <c>i * RowStride + j * ColumnStride</c>. A transposed matrix is the
/// same memory with the strides exchanged, so one product serves A·B, Aᵀ·B and A·Bᵀ.
/// </summary>
public readonly ref struct MatrixSpan<T>
    where T : unmanaged
{
    /// <summary>A matrix of the given strides.</summary>
    /// <exception cref="ArgumentException">The memory is too short.</exception>
    public MatrixSpan(ReadOnlySpan<T> data, int rows, int columns, int rowStride, int columnStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        long needed = rows == 0 || columns == 0 ? 0 : (((long)rows - 1) * rowStride) + (((long)columns - 1) * columnStride) + 1;
        if (needed > data.Length || rowStride < 0 || columnStride < 0)
        {
            throw new ArgumentException($"A {rows}x{columns} matrix with strides {rowStride}, {columnStride} does not fit {data.Length} elements.");
        }

        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>A matrix whose rows follow one another.</summary>
    public MatrixSpan(ReadOnlySpan<T> data, int rows, int columns)
        : this(data, rows, columns, columns, 1)
    {
    }

    /// <summary>The memory.</summary>
    public ReadOnlySpan<T> Data { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Elements from one row to the next.</summary>
    public int RowStride { get; }

    /// <summary>Elements from one column to the next.</summary>
    public int ColumnStride { get; }

    /// <summary>The same memory read with rows and columns exchanged.</summary>
    public MatrixSpan<T> Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);
}
