namespace Phalanx.Numerics.Tests.Tensors;

public class ShapeTests
{
    [Fact]
    public void The_default_is_the_shape_of_a_single_number()
    {
        Shape shape = default;
        Assert.Equal(0, shape.Rank);
        Assert.Equal(1, shape.Count);
        Assert.Equal(1, shape.Rows);
        Assert.Equal(new Shape([]), shape);
    }

    [Fact]
    public void An_axis_can_be_appended()
    {
        Assert.Equal((2, 3), new Shape(2).Appended(3));
        Assert.Equal(5, new Shape().Appended(5));
        Assert.Throws<ArgumentException>(() => new Shape(1, 1, 1, 1, 1, 1).Appended(1));
    }
}
