namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    public override void HeadScores(AttentionShape shape, ReadOnlySpan<T> queries, ReadOnlySpan<T> entries, Span<T> scores)
    {
        CheckLengths(queries.Length, shape.QueryCount);
        CheckLengths(entries.Length, shape.EntryCount);
        CheckLengths(scores.Length, shape.WeightCount);
        fixed (T* q = queries)
        fixed (T* e = entries)
        fixed (T* s = scores)
        {
            EachBatch(shape, shape.Queries, shape.Width, shape.Entries, new SmallProduct<T>
            {
                A = q,
                AStep = shape.Width,
                ARow = shape.Features,
                AInner = 1,
                B = e,
                BStep = shape.Width,
                BInner = 1,
                BColumn = shape.Features,
                C = s,
                CStep = shape.Queries * shape.Entries,
                CRow = shape.Entries,
            });
        }
    }

    public override void CombineEntries(
        AttentionShape shape, ReadOnlySpan<T> weights, ReadOnlySpan<T> entries, Span<T> queries, bool accumulate)
    {
        CheckLengths(weights.Length, shape.WeightCount);
        CheckLengths(entries.Length, shape.EntryCount);
        CheckLengths(queries.Length, shape.QueryCount);
        fixed (T* w = weights)
        fixed (T* e = entries)
        fixed (T* q = queries)
        {
            EachBatch(shape, shape.Queries, shape.Entries, shape.Width, new SmallProduct<T>
            {
                A = w,
                AStep = shape.Queries * shape.Entries,
                ARow = shape.Entries,
                AInner = 1,
                B = e,
                BStep = shape.Width,
                BInner = shape.Features,
                BColumn = 1,
                C = q,
                CStep = shape.Width,
                CRow = shape.Features,
                Add = accumulate,
            });
        }
    }

    public override void CombineQueries(
        AttentionShape shape, ReadOnlySpan<T> weights, ReadOnlySpan<T> queries, Span<T> entries, bool accumulate)
    {
        CheckLengths(weights.Length, shape.WeightCount);
        CheckLengths(queries.Length, shape.QueryCount);
        CheckLengths(entries.Length, shape.EntryCount);
        fixed (T* w = weights)
        fixed (T* q = queries)
        fixed (T* e = entries)
        {
            EachBatch(shape, shape.Entries, shape.Queries, shape.Width, new SmallProduct<T>
            {
                A = w,
                AStep = shape.Queries * shape.Entries,
                ARow = 1,
                AInner = shape.Entries,
                B = q,
                BStep = shape.Width,
                BInner = shape.Features,
                BColumn = 1,
                C = e,
                CStep = shape.Width,
                CRow = shape.Features,
                Add = accumulate,
            });
        }
    }

    /// <summary>The heads of one batch entry are the matrices of one run; from batch entry to batch entry an operand moves on by all its heads.</summary>
    private static void EachBatch(AttentionShape shape, int rows, int inner, int columns, SmallProduct<T> product)
    {
        product.Count = shape.Heads;
        product.Rows = rows;
        product.Inner = inner;
        product.Columns = columns;
        nint aPerBatch = (nint)shape.Heads * rows * inner;
        nint bPerBatch = (nint)shape.Heads * inner * columns;
        nint cPerBatch = (nint)shape.Heads * rows * columns;
        for (int b = 0; b < shape.Batch; b++)
        {
            SmallProducts<T, V>.Run(product);
            product.A += aPerBatch;
            product.B += bPerBatch;
            product.C += cPerBatch;
        }
    }
}
