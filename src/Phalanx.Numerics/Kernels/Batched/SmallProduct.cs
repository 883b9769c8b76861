namespace Phalanx.Numerics.Kernels;

/// <summary>Where the operands of a run of small matrix products lie: <c>c = a · b</c>, or <c>c += a · b</c>.</summary>
/// <remarks>
/// Step: elements from one matrix to the next. Row, Inner, Column: elements along that dimension. The columns of c are contiguous.
/// </remarks>
internal unsafe struct SmallProduct<T>
    where T : unmanaged
{
    public T* A;
    public nint AStep;
    public nint ARow;
    public nint AInner;

    public T* B;
    public nint BStep;
    public nint BInner;
    public nint BColumn;

    public T* C;
    public nint CStep;
    public nint CRow;

    public int Count;
    public int Rows;
    public int Inner;
    public int Columns;
    public bool Add;
}
