using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Statistics;

public class StudentTTests
{
    [Theory]
    [InlineData(2, 12.7062)]
    [InlineData(3, 4.3027)]
    [InlineData(4, 3.1824)]
    [InlineData(5, 2.7764)]
    [InlineData(6, 2.5706)]
    [InlineData(7, 2.4469)]
    [InlineData(8, 2.3646)]
    [InlineData(9, 2.3060)]
    [InlineData(10, 2.2622)]
    [InlineData(20, 2.0930)]
    public void The_values_that_section_4_2_prints(int runs, double expected) => Assert.Equal(expected, StudentT.Quantile(0.975, runs - 1), 5e-5);

    // With one degree t is tan(pi (p - 1/2)), with two (2p - 1) sqrt(2 / (4p (1 - p))), with four it solves a cubic equation.
    [Theory]
    [InlineData(0.9, 1, 3.0776835371752534)]
    [InlineData(0.9, 2, 1.8856180831641267)]
    [InlineData(0.95, 4, 2.1318467863266499)]
    [InlineData(0.995, 30, 2.7499956535672240)]
    [InlineData(0.975, 100_000, 1.9599877077)]
    public void Other_quantiles_agree_to_ten_digits(double p, int degrees, double expected) => Assert.Equal(expected, StudentT.Quantile(p, degrees), 1e-9);

    [Fact]
    public void The_distribution_is_symmetric()
    {
        Assert.Equal(0, StudentT.Quantile(0.5, 3), 1e-12);
        Assert.Equal(-StudentT.Quantile(0.75, 3), StudentT.Quantile(0.25, 3));
    }
}
