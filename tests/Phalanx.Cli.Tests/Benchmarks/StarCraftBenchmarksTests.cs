using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

public class StarCraftBenchmarksTests
{
    [Theory]
    [InlineData("starcraft/3m/1", 6666.7, 1.0)]
    [InlineData("starcraft/3m/8", 10_000.0, 0.1)]
    public void Games_on_loopback_have_the_bars_of_server_and_client(string name, double bar, double tolerance)
    {
        BenchmarkResult row = StarCraftBenchmarks.Create(default).Measure(name);
        Assert.Equal((name, "joint steps/s"), (row.Name, row.Unit));
        Assert.Equal(bar, row.Bar!.Value, tolerance);
        Assert.Equal(row.Value >= row.Bar, row.Holds);
    }

    [Fact]
    public void Larger_battles_have_no_bar() => Assert.Equal(
        ["starcraft/3m/1", "starcraft/3m/8", "starcraft/MMM2/1", "starcraft/MMM2/8", "starcraft/27m_vs_30m/1", "starcraft/27m_vs_30m/8"],
        StarCraftBenchmarks.Create(default).Select(""));
}
