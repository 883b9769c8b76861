using Phalanx.Environments.Matrix;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Matrix;

public sealed class PayoffFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void JSON_has_one_level_of_lists_per_agent()
    {
        PayoffTable two = PayoffFile.Read(_folder.Write("two.json", """{"payoff": [[8, -12.5], [1e2, 0]]}"""));
        PayoffTable three = PayoffFile.Read(_folder.Write("three.JSON", """{"payoff": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}"""));

        Assert.Equal(new PayoffTable(2, 2, [8, -12.5, 100, 0]), two);
        Assert.Equal(new PayoffTable(3, 2, [1, 2, 3, 4, 5, 6, 7, 8]), three);
    }

    [Fact]
    public void JSON_may_say_more_than_the_payoff()
    {
        string path = _folder.Write("named.json", "\uFEFF" + """{"name": {"of": [1, "x"]}, "payoff": [[1, 2], [3, 4]], "source": null}""");

        Assert.Equal(new PayoffTable(2, 2, [1, 2, 3, 4]), PayoffFile.Read(path));
    }

    [Fact]
    public void CSV_has_a_line_per_action_of_the_first_agent()
    {
        string path = _folder.Write("game.csv", "\uFEFF8, -12.5\r\n1e2,0\r\n\r\n");

        Assert.Equal(new PayoffTable(2, 2, [8, -12.5, 100, 0]), PayoffFile.Read(path));
    }

    [Theory]
    [InlineData("", "it is not valid JSON (line 1, column 1)")]
    [InlineData("{\"payoff\":\n [[1, 2], [3, 4}", "it is not valid JSON (line 2, column 16)")]
    [InlineData("{\"payoff\": [[1, 2], [3, 4]]} x", "it is not valid JSON (line 1, column 30)")]
    [InlineData("[[1, 2], [3, 4]]", "it must be an object with a property \"payoff\"")]
    [InlineData("{\"payof\": [[1, 2], [3, 4]]}", "it has no property \"payoff\"")]
    [InlineData("{\"payoff\": [[1]], \"payoff\": [[1]]}", "it has two properties \"payoff\"")]
    [InlineData("{\"payoff\": 3}", "\"payoff\" must be nested lists of numbers, one level per agent")]
    [InlineData(
        "{\"payoff\": [1, 2]}",
        "it holds a single list of numbers; there must be one level of lists per agent, and at least two agents")]
    [InlineData("{\"payoff\": []}", "payoff is empty")]
    [InlineData("{\"payoff\": [[1, 2], []]}", "payoff[1] is empty")]
    [InlineData("{\"payoff\": [[1, 2], [3]]}", "payoff[1] has 1 entries where others have 2; all agents need the same number of actions")]
    [InlineData(
        "{\"payoff\": [[1, 2, 3], [4, 5, 6]]}",
        "payoff has 2 entries where others have 3; all agents need the same number of actions")]
    [InlineData(
        "{\"payoff\": [[1, 2], 3]}",
        "payoff[1] is a number at level 1 where others are at level 2; there must be one level per agent")]
    [InlineData(
        "{\"payoff\": [[1, 2], [[3], 4]]}",
        "payoff[1][0][0] is a number at level 3 where others are at level 2; there must be one level per agent")]
    [InlineData("{\"payoff\": [[1, \"2\"], [3, 4]]}", "payoff[0][1] is not a finite number")]
    [InlineData("{\"payoff\": [[1, null], [3, 4]]}", "payoff[0][1] is not a finite number")]
    [InlineData("{\"\\ud800\": 1, \"payoff\": [[1, 2], [3, 4]]}", "it is not valid JSON: the name of a property is not valid Unicode")]
    [InlineData("{\"payoff\": [[1, 2], [3, 1e999]]}", "payoff[1][1] is not a finite number")]
    public void Malformed_JSON_is_refused_in_one_sentence(string text, string problem) => AssertRefused("game.json", text, problem);

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("\n\n", "it is empty")]
    [InlineData("1,2\n3", "line 2 has 1 numbers where the first has 2")]
    [InlineData("1,2\n\n3,4,5", "line 3 has 3 numbers where the first has 2")]
    [InlineData("1,2,3\n4,5,6", "it has 2 lines of 3 numbers; both agents need the same number of actions")]
    [InlineData("a,b\n1,2", "line 1, column 1: 'a' is not a finite number")]
    [InlineData("1,2\n3,", "line 2, column 2: '' is not a finite number")]
    [InlineData("1,NaN\n3,4", "line 1, column 2: 'NaN' is not a finite number")]
    [InlineData("1;2\n3;4", "line 1, column 1: '1;2' is not a finite number")]
    [InlineData("123456789012345678901x", "line 1, column 1: '12345678901234567890...' is not a finite number")]
    public void Malformed_CSV_is_refused_in_one_sentence(string text, string problem) => AssertRefused("game.csv", text, problem);

    [Fact]
    public void Files_that_are_not_there_or_not_of_a_known_kind_are_refused()
    {
        Directory.CreateDirectory(_folder.At("folder.json"));

        AssertRefused(_folder.At("missing.json"), "there is no such file");
        AssertRefused(_folder.At("folder.json"), "it is a folder");
        AssertRefused(_folder.Write("game.yaml", "payoff: [[1]]"), "its name must end in .json or .csv");
        AssertRefused(_folder.Write("game", "1"), "its name must end in .json or .csv");
    }

    [Fact]
    public void More_payoffs_than_a_table_may_have_are_refused()
    {
        string row = string.Join(',', Enumerable.Repeat('1', 4000));
        string path = _folder.At("large.csv");
        File.WriteAllLines(path, Enumerable.Repeat(row, 4000));

        AssertRefused(path, "it holds more than 10000000 payoffs");
    }

    private void AssertRefused(string name, string text, string problem) => AssertRefused(_folder.Write(name, text), problem);

    private static void AssertRefused(string path, string problem)
    {
        UserErrorException failure = Assert.Throws<UserErrorException>(() => PayoffFile.Read(path));
        Assert.Equal($"cannot read payoffs from '{path}': {problem}", failure.Message);
    }
}
