using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class MetricsFollowerTests : IDisposable
{
    private const string Header = "t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon\n";

    private readonly TemporaryFolder _folder = new();
    private readonly MetricsFollower _follower;

    public MetricsFollowerTests() => _follower = new MetricsFollower(FilePath);

    private string FilePath => _folder.At("metrics.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_followed_as_they_come()
    {
        Assert.Equal(MetricsChange.None, _follower.Follow());
        Assert.Empty(_follower.Columns);
        MetricsFile file = MetricsFile.Create(FilePath, new MetricsColumns([], ["q"]));
        Assert.Equal(MetricsChange.Anew, _follower.Follow());
        Assert.Equal(13, _follower.Columns.Count);
        Assert.Equal(MetricsChange.None, _follower.Follow());

        file.Append(100, 1, new Dictionary<string, double> { ["q"] = 1.0 / 3, ["loss"] = double.NaN });
        Assert.Equal(MetricsChange.Added, _follower.Follow());
        file.Append(20_000_001, 3, new Dictionary<string, double> { ["test_return_mean"] = 7 });
        file.Append(20_000_002, 4, new Dictionary<string, double> { ["loss"] = 0.5 });
        Assert.Equal(MetricsChange.Added, _follower.Follow());

        Assert.Equal(MetricsChange.None, _follower.Follow());
        Assert.Equal([100, 20_000_001, 20_000_002], _follower.TEnv);
        Assert.Equal([1.0 / 3, null, null], _follower["q"]);
        Assert.Equal([double.NaN, null, 0.5], _follower["loss"]);
        Assert.Equal([1, 3, 4], _follower["episode"]);
        Assert.Empty(_follower["no_such_column"]);
    }

    [Fact]
    public void A_row_that_is_still_being_written_is_left_for_the_next_look()
    {
        File.WriteAllText(FilePath, Header + "100,9,7.5,,,,,\n200,19,8");
        Assert.Equal(MetricsChange.Anew, _follower.Follow());
        Assert.Equal([100], _follower.TEnv);
        File.AppendAllText(FilePath, ".5,,,,,\n");
        Assert.Equal(MetricsChange.Added, _follower.Follow());
        Assert.Equal([7.5, 8.5], _follower["test_return_mean"]);
    }

    [Theory]
    [InlineData(Header + "100,9,7.5,,,,,\n")] // a resume cut a row
    [InlineData(Header + "100,9,7.5,,,,,\n150,19,8,,,,,\n300,29,9,,,,,\n")] // another row stands where the last one stood
    [InlineData(Header + "100,9,7.5,,,,,\n200,19,9,,,,,\n")] // as long, with other figures
    [InlineData("t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon,more\n")]
    public void A_file_that_was_cut_or_replaced_is_read_anew(string content)
    {
        File.WriteAllText(FilePath, Header + "100,9,7.5,,,,,\n200,19,8,,,,,\n");
        _follower.Follow();
        File.WriteAllText(FilePath, content);
        Assert.Equal(MetricsChange.Anew, _follower.Follow());
        MetricsTable whole = MetricsTable.Read(FilePath);
        Assert.Equal(whole.Columns, _follower.Columns);
        Assert.Equal(whole.TEnv, _follower.TEnv);
        Assert.Equal(whole["test_return_mean"], _follower["test_return_mean"]);
    }

    [Fact]
    public void Rows_that_a_resumed_run_makes_again_are_no_other_rows()
    {
        File.WriteAllText(FilePath, Header + "100,9,7.5,,,,,\n200,19,8,,,,,\n");
        _follower.Follow();
        File.WriteAllText(FilePath, Header + "100,9,7.5,,,,,\n200,19,8,,,,,\n300,29,9,,,,,\n");
        Assert.Equal(MetricsChange.Added, _follower.Follow());
        Assert.Equal([100, 200, 300], _follower.TEnv);
    }

    [Fact]
    public void A_file_with_another_header_and_the_same_last_line_is_read_anew()
    {
        File.WriteAllText(FilePath, Header.Replace("epsilon", "epsilon,a", StringComparison.Ordinal) + "100,9,7.5,,,,,,\n");
        _follower.Follow();
        File.WriteAllText(FilePath, Header.Replace("epsilon", "epsilon,b", StringComparison.Ordinal) + "100,9,7.5,,,,,,\n");
        Assert.Equal(MetricsChange.Anew, _follower.Follow());
        Assert.Equal("b", _follower.Columns[^1]);
    }

    [Fact]
    public void A_file_that_is_gone_has_no_rows()
    {
        File.WriteAllText(FilePath, Header + "100,9,7.5,,,,,\n");
        _follower.Follow();
        File.Delete(FilePath);
        Assert.Equal(MetricsChange.Anew, _follower.Follow());
        Assert.Equal(0, _follower.Rows);
        Assert.Equal(MetricsChange.None, _follower.Follow());
    }

    [Theory]
    [InlineData("300,29\n", "line 4 of 'metrics.csv' has 2 fields where the header has 8")]
    [InlineData("300,29,x,,,,,\n", "line 4 of 'metrics.csv' has 'x' for test_return_mean, which is not a number")]
    [InlineData("1.5,29,,,,,,\n", "line 4 of 'metrics.csv' has '1.5' for t_env, which is not a whole number")]
    [InlineData("300,29,,,,,,\n200,30,,,,,,\n", "line 5 of 'metrics.csv' is of t_env 200, but the line before it of 300")]
    public void A_damaged_row_is_named_and_what_was_read_stays(string rows, string sentence)
    {
        File.WriteAllText(FilePath, Header + "100,9,7.5,,,,,\n200,19,8,,,,,\n");
        _follower.Follow();
        File.AppendAllText(FilePath, rows);
        Assert.Equal(sentence, _folder.Refusal(() => _follower.Follow()));
        Assert.Equal([100, 200], _follower.TEnv);
        Assert.Equal([7.5, 8], _follower["test_return_mean"]);
        Assert.Equal(sentence, _folder.Refusal(() => _follower.Follow()));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        File.WriteAllText(FilePath, "name,age\n");
        Assert.StartsWith("'metrics.csv' is not a metrics file: ", _folder.Refusal(() => _follower.Follow()), StringComparison.Ordinal);
    }
}
