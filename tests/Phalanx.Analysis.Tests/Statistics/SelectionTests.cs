using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Statistics;

public class SelectionTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(7, 3)]
    [InlineData(1000, 4)]
    [InlineData(1000, 1_000_000)]
    public void It_gives_what_sorting_gives(int count, int distinct)
    {
        var stream = new RandomStream(1, StreamPurpose.Named("test"), 0);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] values = new double[count];
            for (int index = 0; index < count; index++)
            {
                values[index] = stream.NextInt(distinct);
            }

            double[] sorted = [.. values.Order()];
            Assert.All([0, 0.025, 0.3, 0.5, 0.975, 1], p => Assert.Equal(Quantiles.OfSorted(sorted, p), Selection.Quantile(values, p)));
        }
    }

    [Fact]
    public void Infinite_values_have_a_place_and_what_is_no_number_has_none()
    {
        Assert.Equal(double.PositiveInfinity, Selection.Quantile([1, double.PositiveInfinity, 2, double.PositiveInfinity], 0.975));
        Assert.Equal(1, Selection.Quantile([3, double.PositiveInfinity, 1], 0));
        Assert.True(double.IsNaN(Selection.Quantile([3, double.NaN, 1], 0.5)));
    }
}
