namespace Phalanx.Numerics.Kernels;

/// <summary>
/// The loops around the tile. The inner dimension is cut into blocks of fixed length, whose sums are added to the result one after
/// the other: that keeps a block of the right operand in the second-level cache, bounds the rounding error of long sums, and, since
/// the cuts depend on nothing else, gives every element the same order of additions for every shape.
/// </summary>
internal sealed unsafe partial class SimdKernels<T, V>
{
    /// <summary>Inner indices in a block.</summary>
    private const int InnerBlock = 256;

    /// <summary>Rows in a block of the left operand: a multiple of six and eight; 192 x 256 floats are a fifth of a second-level cache of 1 MB.</summary>
    private const int RowBlock = 192;

    /// <summary>
    /// A left operand whose rows lie side by side is read where it lies, unless inner indices are farther apart than this: then they would fall on the
    /// same lines of the cache.
    /// </summary>
    private const int LongestRun = 256;

    /// <summary>
    /// Elements by which a packed tile of rows is longer than its inner indices, for each row: tiles that follow one another by a power of two fall on
    /// the same lines of the cache, and packing, which writes to all of them in turn, then throws out what it is about to write to.
    /// </summary>
    private const int TilePadding = 2;

    /// <summary>Columns of an unpacked right operand that are packed at a time: for each of them the rows are packed anew.</summary>
    private const int ColumnBlock = 1024;

    internal override int PanelWidth => 2 * V.Count;

    public override void Pack(MatrixSpan<T> matrix, PackedMatrix<T> packed)
    {
        if (matrix.Rows != packed.Inner || matrix.Columns != packed.Columns || packed.Level != Level)
        {
            throw new ArgumentException(
                $"A {matrix.Rows}x{matrix.Columns} matrix at level {Level} does not fit a packed matrix of {packed.Inner}x{packed.Columns} at level {packed.Level}.");
        }

        fixed (T* source = matrix.Data)
        fixed (T* target = packed.Panels)
        {
            PackColumns(source, matrix.RowStride, matrix.ColumnStride, matrix.Rows, matrix.Columns, target);
        }
    }

    public override void Multiply(
        MatrixSpan<T> left,
        PackedMatrix<T> right,
        Span<T> target,
        int targetStride,
        bool accumulate,
        ReadOnlySpan<T> bias,
        Activation activation)
    {
        if (right.Level != Level)
        {
            throw new ArgumentException($"A matrix packed at level {right.Level} was given to level {Level}.");
        }

        BeginProduct(left, right.Inner, right.Columns, target, targetStride, accumulate, bias, activation);
        fixed (T* a = left.Data)
        fixed (T* panels = right.Panels)
        fixed (T* c = target)
        fixed (T* b = bias)
        {
            var product = new Product(left, a, c, targetStride, b, right.Columns, activation);
            for (int k = 0; k == 0 || k < right.Inner; k += InnerBlock)
            {
                int inner = Math.Min(InnerBlock, right.Inner - k);
                MultiplyBlock(product, panels, right.Inner, k, inner, 0, right.Columns, accumulate || k > 0);
            }
        }
    }

    public override void Multiply(
        MatrixSpan<T> left,
        MatrixSpan<T> right,
        Span<T> target,
        int targetStride,
        bool accumulate,
        ReadOnlySpan<T> bias,
        Activation activation)
    {
        BeginProduct(left, right.Rows, right.Columns, target, targetStride, accumulate, bias, activation);
        int width = Math.Min(ColumnBlock, RoundUp(right.Columns, PanelWidth));
        Span<T> packed = Scratch<T>.Rent(ScratchPurpose.PackedColumns, width * Math.Min(InnerBlock, Math.Max(right.Rows, 1)));
        fixed (T* a = left.Data)
        fixed (T* b = right.Data)
        fixed (T* panels = packed)
        fixed (T* c = target)
        fixed (T* biases = bias)
        {
            var product = new Product(left, a, c, targetStride, biases, right.Columns, activation);
            for (int j = 0; j < right.Columns; j += ColumnBlock)
            {
                int columns = Math.Min(ColumnBlock, right.Columns - j);
                for (int k = 0; k == 0 || k < right.Rows; k += InnerBlock)
                {
                    int inner = Math.Min(InnerBlock, right.Rows - k);
                    T* block = b + ((nint)k * right.RowStride) + ((nint)j * right.ColumnStride);
                    PackColumns(block, right.RowStride, right.ColumnStride, inner, columns, panels);
                    MultiplyBlock(product, panels - ((nint)k * PanelWidth), inner, k, inner, j, columns, accumulate || k > 0);
                }
            }
        }
    }

    /// <summary>One block of the inner dimension, all rows, the columns of the given panels.</summary>
    /// <param name="product">The whole product.</param>
    /// <param name="panels">The panels as if they began at inner index 0.</param>
    /// <param name="panelInner">Inner indices that a panel holds.</param>
    /// <param name="firstInner">First inner index of the block.</param>
    /// <param name="inner">Inner indices of the block.</param>
    /// <param name="firstColumn">The result's column that the first panel belongs to.</param>
    /// <param name="columns">Columns in the panels.</param>
    /// <param name="add">Add to the result instead of replacing it.</param>
    private void MultiplyBlock(
        in Product product, T* panels, int panelInner, int firstInner, int inner, int firstColumn, int columns, bool add)
    {
        int panelWidth = PanelWidth;
        bool last = firstInner + inner >= product.Inner;
        bool packRows = product.RowStride == 1 ? product.InnerStride > LongestRun : product.InnerStride != 1 || (product.Inner > InnerBlock && columns > 3 * PanelWidth);
        T* paddedBias = stackalloc T[2 * V.Count];
        T* edge = stackalloc T[2 * V.Count * Tile<T, V>.MaxRows];
        fixed (T* packed = packRows ? Scratch<T>.Rent(ScratchPurpose.PackedRows, RowBlock * (InnerBlock + TilePadding)) : default)
        {
            for (int i = 0; i < product.Rows; i += RowBlock)
            {
                int rows = Math.Min(RowBlock, product.Rows - i);
                T* block = product.A + (i * product.RowStride) + (firstInner * product.InnerStride);
                if (packRows)
                {
                    PackRows(block, product.RowStride, product.InnerStride, rows, inner, packed);
                }

                for (int j = 0; j < columns; j += panelWidth)
                {
                    T* panel = panels + ((nint)j * panelInner) + ((nint)firstInner * panelWidth);
                    int width = Math.Min(panelWidth, columns - j);
                    T* bias = last ? PadBias(product.Bias, firstColumn + j, width, paddedBias) : null;
                    T* c = product.C + (i * product.CStride) + firstColumn + j;
                    for (int row = 0; row < rows;)
                    {
                        int height = TileHeight(rows - row);
                        T* a = packRows ? packed + (row * (inner + TilePadding)) : block + (row * product.RowStride);
                        nint rowStride = packRows ? 1 : product.RowStride;
                        nint innerStride = packRows ? height : product.InnerStride;
                        if (width == panelWidth)
                        {
                            Tile<T, V>.Run(height, a, rowStride, innerStride, panel, inner, c, product.CStride, add, bias);
                        }
                        else
                        {
                            Tile<T, V>.Run(height, a, rowStride, innerStride, panel, inner, edge, panelWidth, add: false, bias);
                            CopyEdge(edge, c, product.CStride, height, width, add);
                        }

                        row += height;
                        c += height * product.CStride;
                    }
                }

                if (last && product.Activation != Activation.Identity)
                {
                    ActivateBlock(product, i, rows, firstColumn, columns);
                }
            }
        }
    }

    /// <summary>
    /// Full tiles; what is left is split evenly rather than into a full and a thin tile, since a tile of fewer than four rows has
    /// too few sums in flight to hide the latency of an addition.
    /// </summary>
    private static int TileHeight(int rowsLeft)
    {
        int most = Tile<T, V>.MaxRows;
        return rowsLeft <= most ? rowsLeft : rowsLeft < 2 * most ? (rowsLeft + 1) / 2 : most;
    }

    /// <summary>Moves the columns that exist out of a tile that was computed at full width beside the result.</summary>
    private static void CopyEdge(T* edge, T* c, nint cStride, int rows, int columns, bool add)
    {
        for (int i = 0; i < rows; i++, edge += 2 * V.Count, c += cStride)
        {
            Put(V.Load(edge), c, Math.Min(columns, V.Count), add);
            if (columns > V.Count)
            {
                Put(V.Load(edge + V.Count), c + V.Count, columns - V.Count, add);
            }
        }
    }

    private static T* PadBias(T* bias, int column, int width, T* padded)
    {
        if (bias == null)
        {
            return null;
        }

        if (width == 2 * V.Count)
        {
            return bias + column;
        }

        V.Store(V.Zero, padded);
        V.Store(V.Zero, padded + V.Count);
        for (int j = 0; j < width; j++)
        {
            padded[j] = bias[column + j];
        }

        return padded;
    }

    private void ActivateBlock(in Product product, int firstRow, int rows, int firstColumn, int columns)
    {
        for (int i = firstRow; i < firstRow + rows; i++)
        {
            var row = new Span<T>(product.C + (i * product.CStride) + firstColumn, columns);
            Activate(product.Activation, row, row);
        }
    }

    private static void BeginProduct(
        MatrixSpan<T> left, int inner, int columns, Span<T> target, int targetStride, bool accumulate, ReadOnlySpan<T> bias, Activation activation)
    {
        if (left.Columns != inner)
        {
            throw new ArgumentException($"A {left.Rows}x{left.Columns} matrix cannot be multiplied with a {inner}x{columns} one.");
        }

        if (targetStride < columns || (left.Rows > 0 && (((long)left.Rows - 1) * targetStride) + columns > target.Length))
        {
            throw new ArgumentException($"The target of {target.Length} elements is too short for {left.Rows} rows of {columns}, {targetStride} apart.");
        }

        if (!bias.IsEmpty && bias.Length != columns)
        {
            throw new ArgumentException($"The bias has {bias.Length} elements, not {columns}.");
        }

        if (accumulate && activation != Activation.Identity)
        {
            throw new ArgumentException("A product cannot both be accumulated and activated.");
        }

        ProductCount.Add(left.Rows, inner, columns);
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private readonly struct Product(MatrixSpan<T> left, T* a, T* c, int cStride, T* bias, int columns, Activation activation)
    {
        public readonly T* A = a;
        public readonly nint RowStride = left.RowStride;
        public readonly nint InnerStride = left.ColumnStride;
        public readonly int Rows = left.Rows;
        public readonly int Inner = left.Columns;
        public readonly T* C = c;
        public readonly nint CStride = cStride;
        public readonly T* Bias = bias;
        public readonly int Columns = columns;
        public readonly Activation Activation = activation;
    }
}
