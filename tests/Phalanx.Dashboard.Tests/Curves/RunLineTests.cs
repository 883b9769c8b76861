using Phalanx.Dashboard.Curves;

namespace Phalanx.Dashboard.Tests.Curves;

public class RunLineTests
{
    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 1.0)]
    [InlineData(15, 1.5)]
    [InlineData(30, 4.0)]
    [InlineData(25, 3.0)]
    [InlineData(30.5, null)]
    public void Between_two_rows_lies_a_line_and_beyond_them_nothing(double place, double? value) =>
        Assert.Equal(value, new RunLine([10, 20, 30], [1, 2, 4]).At(place));

    [Fact]
    public void A_line_with_fewer_points_keeps_its_ends_and_its_peaks()
    {
        double[] x = [.. Enumerable.Range(0, 5000).Select(row => (double)row)];
        double[] y = [.. x.Select(row => row == 1234 ? 100 : row == 4321 ? -100 : row % 7)];
        RunLine thin = new RunLine(x, y).Thin(200);
        Assert.InRange(thin.X.Count, 100, 200);
        Assert.Equal((0.0, 4999.0), (thin.X[0], thin.X[^1]));
        Assert.Contains(100, thin.Y);
        Assert.Contains(-100, thin.Y);
        Assert.Equal(thin.X.Order(), thin.X);
    }
}
