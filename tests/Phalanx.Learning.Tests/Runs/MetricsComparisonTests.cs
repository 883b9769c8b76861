using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class MetricsComparisonTests : IDisposable
{
    private const string Header = "t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon";
    private const string Rows = "10,1,1.5,0,,,,1\n20,2,2.5,0,,0.1,3,0.5\n30,3,3.5,0,,0.2,4,0\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Equal_rows_match_however_many_there_are_after_them()
    {
        MetricsComparison comparison = Compare(Rows, Rows.Replace("30,3", "31,3", StringComparison.Ordinal), rows: 2);
        Assert.True(comparison.Match);
        Assert.Equal((2, 2), (comparison.Rows, comparison.SameRows));
    }

    [Theory]
    [InlineData("0.2,4", "0.25,4", 3, "30", "loss", "0.2", "0.25")]
    [InlineData("10,1,1.5", "10,1,1.50", 1, "10", "test_return_mean", "1.5", "1.50")] // equal numbers, other bytes
    [InlineData("1.5,0,,,", "1.5,0,,7,", 1, "10", "loss", "", "7")]
    [InlineData("20,2,2.5", "21,2,2.6", 2, "20", "t_env", "20", "21")]
    public void The_first_field_that_differs_is_named_as_it_is_written(
        string from, string to, int row, string tEnv, string column, string before, string again)
    {
        MetricsComparison comparison = Compare(Rows, Rows.Replace(from, to, StringComparison.Ordinal));
        Assert.False(comparison.Match);
        Assert.Equal(new MetricsDifference(row, tEnv, column, before, again), comparison.First);
        Assert.Equal(row - 1, comparison.SameRows);
    }

    [Fact]
    public void A_row_that_is_missing_differs()
    {
        MetricsComparison comparison = Compare(Rows, Rows[..Rows.IndexOf("30", StringComparison.Ordinal)]);
        Assert.Equal(new MetricsDifference(3, "30", "t_env", "30", null), comparison.First);
        Assert.False(comparison.Match);
    }

    [Fact]
    public void Columns_of_a_later_build_are_named_and_say_nothing_about_the_run()
    {
        string later = "10,1,1.5,0,,,,1,9\n20,2,2.5,0,,0.1,3,0.5,9\n30,3,3.5,0,,0.2,4,0,9\n";
        MetricsComparison comparison = Compare(Rows, later, added: ",extra");
        Assert.True(comparison.Match);
        Assert.Equal(["extra"], comparison.Added);
        Assert.Empty(comparison.Missing);
    }

    [Fact]
    public void A_column_that_the_build_has_no_more_differs()
    {
        string before = _folder.Write("before.csv", $"{Header},extra\n10,1,1.5,0,,,,1,9\n");
        string again = _folder.Write("again.csv", $"{Header}\n10,1,1.5,0,,,,1\n");
        var comparison = MetricsComparison.Of(before, again, 1);
        Assert.False(comparison.Match);
        Assert.Equal(["extra"], comparison.Missing);
        Assert.Null(comparison.First);
    }

    [Fact]
    public void A_row_that_is_half_written_is_no_row() =>
        Assert.True(Compare(Rows + "40,4", Rows).Match);

    private MetricsComparison Compare(string before, string again, int rows = 9, string added = "") => MetricsComparison.Of(
        _folder.Write("before.csv", $"{Header}\n{before}"), _folder.Write("again.csv", $"{Header}{added}\n{again}"), rows);
}
