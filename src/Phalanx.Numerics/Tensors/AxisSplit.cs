namespace Phalanx.Numerics;

/// <summary>A tensor seen from one of its axes: so many blocks of so many rows of so many contiguous elements.</summary>
/// <param name="Outer">Product of the lengths of the axes before.</param>
/// <param name="Length">Length of the axis.</param>
/// <param name="Inner">Product of the lengths of the axes after.</param>
internal readonly record struct AxisSplit(int Outer, int Length, int Inner)
{
    public static AxisSplit Of(Shape shape, int axis)
    {
        int fromFront = shape.Axis(axis);
        return new AxisSplit(shape.CountOf(0, fromFront), shape[fromFront], shape.CountOf(fromFront + 1, shape.Rank));
    }

    /// <summary>Where the element at an index along the axis lies, for a position in the tensor without that axis.</summary>
    /// <exception cref="ArgumentException">The axis has no such index.</exception>
    public int Place(int position, int index)
    {
        if ((uint)index >= (uint)Length)
        {
            throw new ArgumentException($"The index {index} does not lie within an axis of length {Length}.");
        }

        if (Inner == 1)
        {
            return (position * Length) + index;
        }

        (int outer, int inner) = Math.DivRem(position, Inner);
        return (((outer * Length) + index) * Inner) + inner;
    }
}
