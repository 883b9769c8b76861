namespace Phalanx.Numerics.Tests.Tensors;

public class ShapeTests
{
    [Fact]
    public void A_shape_counts_rows_and_elements()
    {
        Shape shape = (2, 3, 4);
        Assert.Equal((24, 6, 4, 3), (shape.Count, shape.Rows, shape.Last, shape.Rank));
        Assert.Equal((4, 3), (shape[-1], shape[1]));
        Assert.Equal("2x3x4", shape.ToString());
        Assert.Equal((1, 1, 1), (new Shape().Count, new Shape().Rows, new Shape().Last));
        Assert.Equal(6, new Shape(2, 3, 0).Rows);
    }

    [Fact]
    public void Axes_can_be_replaced_and_removed()
    {
        Shape shape = (2, 3, 4);
        Assert.Equal((2, 3, 7), shape.With(-1, 7));
        Assert.Equal((2, 4), shape.Without(1));
        Assert.True(shape != (2, 3));
    }

    [Fact]
    public void Impossible_shapes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shape(2, -1));
        Assert.Throws<ArgumentException>(() => new Shape(1, 1, 1, 1, 1, 1, 1));
        Assert.Throws<ShapeTooLargeException>(() => new Shape(1 << 20, 1 << 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shape(2, 3)[2]);
    }

    [Fact]
    public void A_tensor_can_be_reshaped_and_sliced_without_moving()
    {
        Tensor<int> tensor = Tensor<int>.Create((2, 3), [1, 2, 3, 4, 5, 6]);
        tensor.Reshape((3, 2)).Slice(1, 1).Span[0] = 9;
        Assert.Equal([1, 2, 9, 4, 5, 6], tensor.Span.ToArray());
        Assert.Throws<ArgumentException>(() => tensor.Reshape((4, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tensor.Slice(1, 2));
    }

    [Fact]
    public void An_axis_can_be_appended()
    {
        Assert.Equal((2, 3), new Shape(2).Appended(3));
        Assert.Equal(5, new Shape().Appended(5));
        Assert.Throws<ArgumentException>(() => new Shape(1, 1, 1, 1, 1, 1).Appended(1));
    }
}
