namespace Phalanx.Cli.Tests.Commands;

public class ListCommandTests
{
    [Theory]
    [InlineData("algorithms", "qtran-base")]
    [InlineData("environments", "matrix/two-step")]
    public void Every_name_has_a_line_and_a_row(string what, string name)
    {
        var lines = CommandLine.Run($"list {what}");
        var document = CommandLine.Run($"list {what} --json");
        Assert.Equal((0, 0), (lines.ExitCode, document.ExitCode));
        string[] rows = [.. document.Json.GetProperty(what).EnumerateArray().Select(row => row.GetProperty("name").GetString()!)];
        Assert.Contains(name, rows);
        Assert.Equal(rows, lines.Output.Split(Environment.NewLine)[..^1].Select(line => line.Split(' ')[0]));
        Assert.All(document.Json.GetProperty(what).EnumerateArray(), row => Assert.NotEmpty(row.GetProperty("summary").GetString()!));
    }

    [Fact]
    public void What_cannot_be_listed_is_refused() =>
        CommandLine.Run("list algorithm").AssertError(2, "unknown command 'algorithm'; did you mean 'algorithms'?");
}
