using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

public class BenchAnalysisCommandTests
{
    [Fact]
    public void A_projection_is_a_row_with_its_bar()
    {
        var run = CommandLine.Run("bench analysis analysis/projection/3x3/o --json");
        JsonElement row = Assert.Single(run.Json.GetProperty("results").EnumerateArray());
        Assert.Equal("analysis/projection/3x3/optimistic", row.GetProperty("name").GetString());
        Assert.Equal("ms", row.GetProperty("unit").GetString());
        Assert.Equal(5, row.GetProperty("bar").GetDouble());
        Assert.True(row.GetProperty("value").GetDouble() > 0);
    }
}
