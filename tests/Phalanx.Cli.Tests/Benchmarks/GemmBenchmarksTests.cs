using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

public class GemmBenchmarksTests
{
    [Fact]
    public void Without_OpenBlas_the_summaries_have_a_bar_but_no_value()
    {
        BenchmarkSuite suite = KernelBenchmarks.Create(1, openBlas: null, default);
        foreach ((string name, double bar) in ((string, double)[])[("kernels/gemm/geomean", 1.0), ("kernels/gemm/lowest", 0.85)])
        {
            BenchmarkResult result = suite.Measure(name);
            Assert.Null(result.Value);
            Assert.Null(result.Holds);
            Assert.Equal(bar, result.Bar);
        }
    }

    [Fact]
    public void Gradients_are_measured_at_the_shapes_that_follow_from_the_forward_product()
    {
        IReadOnlyList<string> names = KernelBenchmarks.Create(1, openBlas: null, default).Select("");
        Assert.Contains("kernels/gemm/51200x64x192", names);
        Assert.Contains("kernels/gemm-packed/51200x64x192", names);
        Assert.Contains("kernels/gemm-at/64x51200x192", names);
        Assert.Contains("kernels/gemm-bt/51200x192x64", names);
        Assert.DoesNotContain("kernels/gemm-together/51200x64x192", names);
    }
}
