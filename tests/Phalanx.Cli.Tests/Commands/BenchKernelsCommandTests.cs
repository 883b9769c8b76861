using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

public class BenchKernelsCommandTests
{
    [Theory]
    [InlineData("gemm/256x64x64")]
    [InlineData("gemm-packed/256x64x64")]
    [InlineData("gemm-at/64x256x64")]
    [InlineData("gemm-bt/256x64x64")]
    public void A_product_is_one_row_with_everything_the_contract_names(string name)
    {
        var run = CommandLine.Run($"bench kernels kernels/{name} --json");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.NotEmpty(run.Json.GetProperty("machine").GetProperty("processor").GetString()!);
        Assert.NotEmpty(run.Json.GetProperty("version").GetString()!);
        Assert.Equal(1, run.Json.GetProperty("threads").GetInt32());

        JsonElement row = Assert.Single(run.Json.GetProperty("results").EnumerateArray());
        Assert.Equal($"kernels/{name}", row.GetProperty("name").GetString());
        Assert.Equal("GFLOP/s", row.GetProperty("unit").GetString());
        Assert.Equal(0, row.GetProperty("allocated_bytes").GetInt64());
        Assert.True(row.GetProperty("peak_share").GetDouble() > 0);
        double value = row.GetProperty("value").GetDouble();
        Assert.True(value > 0);
        if (row.GetProperty("openblas").ValueKind == JsonValueKind.Null || row.TryGetProperty("note", out _))
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty("ratio").ValueKind);
        }
        else
        {
            Assert.Equal(value / row.GetProperty("openblas").GetDouble(), row.GetProperty("ratio").GetDouble(), 0.001);
        }
    }

    [Fact]
    public void On_several_threads_as_many_products_run_at_once()
    {
        var run = CommandLine.Run("bench kernels kernels/gemm-together/256x64x64 --threads 2 --json");
        Assert.Equal(2, run.Json.GetProperty("threads").GetInt32());
        JsonElement row = Assert.Single(run.Json.GetProperty("results").EnumerateArray());
        Assert.Equal("kernels/gemm-together/256x64x64", row.GetProperty("name").GetString());
        Assert.True(row.GetProperty("value").GetDouble() > 0);
        Assert.Equal(0, row.GetProperty("allocated_bytes").GetInt64());
        Assert.True(row.TryGetProperty("openblas", out _));
    }

    [Fact]
    public void Without_json_redirected_rows_are_aligned_lines()
    {
        var run = CommandLine.Run("bench kernels kernels/peak");
        string[] lines = run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("phalanx ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("kernels/peak ", lines[3], StringComparison.Ordinal);
        Assert.Equal(lines[2].IndexOf("unit", StringComparison.Ordinal) + "unit".Length, lines[3].Length);
        Assert.EndsWith(" GFLOP/s", lines[3], StringComparison.Ordinal);
    }
}
