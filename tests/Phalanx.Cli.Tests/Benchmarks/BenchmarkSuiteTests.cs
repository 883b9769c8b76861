using Phalanx.Cli.Benchmarks;
using Phalanx.Foundation;

namespace Phalanx.Cli.Tests.Benchmarks;

public class BenchmarkSuiteTests
{
    private readonly BenchmarkSuite _suite = new();
    private int _measured;

    public BenchmarkSuiteTests()
    {
        _suite.Add("kernels/peak", () => new BenchmarkResult("kernels/peak", ++_measured, "GFLOP/s"));
        _suite.Add("kernels/gemm/big", () => new BenchmarkResult("kernels/gemm/big", _suite.Measure("kernels/peak").Value / 2, "GFLOP/s"));
        _suite.Add("kernels/gemm/small", () => new BenchmarkResult("kernels/gemm/small", _suite.Measure("kernels/peak").Value / 4, "GFLOP/s"));
    }

    [Fact]
    public void A_prefix_selects_in_the_order_of_adding()
    {
        Assert.Equal(["kernels/peak", "kernels/gemm/big", "kernels/gemm/small"], _suite.Select(""));
        Assert.Equal(["kernels/gemm/big", "kernels/gemm/small"], _suite.Select("kernels/gemm/"));
    }

    [Fact]
    public void A_measurement_that_others_need_is_taken_once()
    {
        Assert.Equal(0.5, _suite.Measure("kernels/gemm/big").Value);
        Assert.Equal(0.25, _suite.Measure("kernels/gemm/small").Value);
        Assert.Equal(1, _suite.Measure("kernels/peak").Value);
        Assert.Equal(1, _measured);
    }

    [Theory]
    [InlineData("kernels/gemm/bigg", "no benchmark is named 'kernels/gemm/bigg...'; did you mean 'kernels/gemm/big'?")]
    [InlineData("rollout", "no benchmark is named 'rollout...'; the names begin with kernels/, kernels/gemm/")]
    public void A_prefix_of_nothing_is_refused(string prefix, string message) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => _suite.Select(prefix)).Message);

    [Theory]
    [InlineData("kernels/gru", true)]
    [InlineData("kernels/gru/3s5z", true)]
    [InlineData("kernels/gru/3s5z/speedup", true)]
    [InlineData("kernels/gru/3s5zz", false)]
    [InlineData("kernels/gemm/bigg", false)]
    public void A_refused_benchmark_is_answered_with_the_reason(string prefix, bool refused)
    {
        _suite.Refuse("kernels/gru/3s5z", "it is too big");
        string message = Assert.Throws<UserErrorException>(() => _suite.Select(prefix)).Message;
        Assert.Equal(refused, message == "there is no benchmark 'kernels/gru/3s5z': it is too big");
        Assert.Equal(3, _suite.Select("kernels/").Count);
    }
}
