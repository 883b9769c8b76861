using Phalanx.Environments.Grids;

namespace Phalanx.Environments.Tests.Grids;

public sealed class PaddedGridTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cells_and_places_are_one_to_one_and_steps_off_the_edge_end_in_the_border(int border)
    {
        PaddedGrid grid = new(columns: 4, rows: 2, border);
        Assert.Equal((4 + (2 * border)) * (2 + (2 * border)), grid.Count);
        for (int row = -border; row < 2 + border; row++)
        {
            for (int column = -border; column < 4 + border; column++)
            {
                int cell = grid.At(row, column);
                Assert.Equal((row, column), (grid.RowOf(cell), grid.ColumnOf(cell)));
                Assert.Equal(row is 0 or 1 && column is >= 0 and < 4, grid.IsInside(cell));
            }
        }

        Assert.Equal(grid.At(1, 2), grid.At(0, 2) + grid.Stride);
        Assert.False(grid.IsInside(grid.At(0, 3) + 1));
        Assert.False(grid.IsInside(grid.At(1, 0) - 1));
    }
}
