using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class MetricsTableTests : IDisposable
{
    private const string Header = "t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon";

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("metrics.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Figures_of_a_metrics_table_are_read_by_column()
    {
        File.WriteAllText(FilePath, Header + ",q\n100,9,7.5,,,NaN,1E-05,1,-Infinity\n200,19,8,0.5,,,,0.5,3\n");

        MetricsTable table = MetricsTable.Read(FilePath);

        Assert.Equal((Header + ",q").Split(','), table.Columns);
        Assert.Equal(2, table.Rows);
        Assert.Equal([100, 200], table.TEnv);
        Assert.Equal([7.5, 8], table["test_return_mean"]);
        Assert.Equal([null, 0.5], table["test_return_std"]);
        Assert.Equal([double.NaN, null], table["loss"]);
        Assert.Equal([double.NegativeInfinity, 3], table["q"]);
    }

    [Fact]
    public void A_metrics_row_that_is_still_being_written_is_not_read()
    {
        File.WriteAllText(FilePath, Header + "\n100,9,7.5,,,,,\n200,19,8");

        Assert.Equal([100], MetricsTable.Read(FilePath).TEnv);
    }

    [Fact]
    public void A_metrics_file_can_be_read_while_another_process_has_it_open()
    {
        using FileStream writer = FileAppending.Open(FilePath, FileMode.Create);
        FileAppending.Append(writer, System.Text.Encoding.UTF8.GetBytes(Header + "\n"));

        Assert.Equal(0, MetricsTable.Read(FilePath).Rows);
    }

    [Fact]
    public void The_refusal_of_an_unknown_column_names_the_nearest()
    {
        File.WriteAllText(FilePath, Header + "\n");
        MetricsTable table = MetricsTable.Read(FilePath);

        Assert.Equal("'metrics.csv' has no column 'epsilom'; did you mean 'epsilon'?", _folder.Refusal(() => _ = table["epsilom"]));
        Assert.Equal(
            $"'metrics.csv' has no column 'temperature'; it has {Header.Replace(",", ", ", StringComparison.Ordinal)}",
            _folder.Refusal(() => _ = table["temperature"]));
    }

    [Theory]
    [InlineData("", "'metrics.csv' is not a metrics file: it does not begin with the columns " + Header)]
    [InlineData("a,b\n1,2\n", "'metrics.csv' is not a metrics file: it does not begin with the columns " + Header)]
    [InlineData(Header + "\n1,2,3\n", "line 2 of 'metrics.csv' has 3 fields where the header has 8")]
    [InlineData(Header + "\n1,1,,,,,,\n2,1,,,,abc,,\n", "line 3 of 'metrics.csv' has 'abc' for loss, which is not a number")]
    [InlineData(Header + "\n1.5,1,,,,,,\n", "line 2 of 'metrics.csv' has '1.5' for t_env, which is not a whole number")]
    [InlineData(Header + "\n,1,,,,,,\n", "line 2 of 'metrics.csv' has '' for t_env, which is not a whole number")]
    [InlineData(Header + "\n5,1,,,,,,\n5,1,,,,,,\n", "line 3 of 'metrics.csv' is of t_env 5, but the line before it of 5")]
    public void The_refusal_of_a_damaged_metrics_file_names_the_line(string content, string refusal)
    {
        File.WriteAllText(FilePath, content);

        Assert.Equal(refusal, _folder.Refusal(() => MetricsTable.Read(FilePath)));
    }

    [Fact]
    public void A_missing_metrics_file_is_refused_by_name()
    {
        Assert.Equal("there are no metrics at 'metrics.csv'", _folder.Refusal(() => MetricsTable.Read(FilePath)));
        Assert.Equal("there are no metrics at 'no/metrics.csv'", _folder.Refusal(() => MetricsTable.Read(_folder.At("no", "metrics.csv"))));
    }
}
