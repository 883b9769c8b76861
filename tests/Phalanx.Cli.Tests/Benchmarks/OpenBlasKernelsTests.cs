using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

public class OpenBlasKernelsTests
{
    [Theory]
    [InlineData("SkylakeX", "Avx512")]
    [InlineData("Cooperlake", "Avx512")]
    [InlineData("sapphirerapids", "Avx512")]
    [InlineData("Zen", "Avx2")]
    [InlineData("Haswell", "Avx2")]
    [InlineData("Sandybridge", "Avx")]
    [InlineData("Prescott", "Sse")]
    [InlineData("SkylakeX", "Avx2")]
    [InlineData("Haswell", "Sse")]
    public void Kernels_that_use_all_that_the_processor_has_are_compared_with(string kernels, string processor) =>
        Assert.Null(OpenBlasKernels.NoRatioReason(kernels, Enum.Parse<VectorInstructions>(processor)));

    [Theory]
    [InlineData("Prescott", "Avx512", "SSE (Prescott) and this processor has AVX-512; set OPENBLAS_CORETYPE=SkylakeX")]
    [InlineData("Zen", "Avx512", "AVX2 (Zen) and this processor has AVX-512; set OPENBLAS_CORETYPE=SkylakeX")]
    [InlineData("Nehalem", "Avx2", "SSE (Nehalem) and this processor has AVX2; set OPENBLAS_CORETYPE=Haswell")]
    [InlineData("Sandybridge", "Avx2", "AVX (Sandybridge) and this processor has AVX2; set OPENBLAS_CORETYPE=Haswell")]
    [InlineData("Core2", "Avx", "SSE (Core2) and this processor has AVX; set OPENBLAS_CORETYPE=Sandybridge")]
    public void Kernels_below_what_the_processor_has_get_no_ratio_and_the_sentence_names_the_remedy(string kernels, string processor, string sentence) => Assert.Equal(
        $"no ratio, because OpenBLAS chose kernels for {sentence}", OpenBlasKernels.NoRatioReason(kernels, Enum.Parse<VectorInstructions>(processor)));

    [Fact]
    public void Unknown_kernels_get_no_ratio_and_the_sentence_says_so()
    {
        Assert.Equal(
            "no ratio, because it is unknown which instructions the kernels 'Zen9' of OpenBLAS use; set OPENBLAS_CORETYPE=SkylakeX",
            OpenBlasKernels.NoRatioReason("Zen9", VectorInstructions.Avx512));
        Assert.Equal(
            "no ratio, because it is unknown which instructions the kernels 'neoversen1' of OpenBLAS use",
            OpenBlasKernels.NoRatioReason("neoversen1", VectorInstructions.None));
        Assert.Equal(
            "no ratio, because this OpenBLAS does not tell which kernels it chose; set OPENBLAS_CORETYPE=Haswell",
            OpenBlasKernels.NoRatioReason(null, VectorInstructions.Avx2));
    }

    [Fact]
    public void A_ratio_is_given_only_for_kernels_that_use_all_that_the_processor_has()
    {
        Assert.Equal(new Comparison(50, 2), Comparison.Of(100, 50, new OpenBlasIdentity("OpenBLAS 0.3", "SkylakeX", VectorInstructions.Avx512)));
        Assert.Equal(new Comparison(50, null), Comparison.Of(100, 50, new OpenBlasIdentity("OpenBLAS 0.3", "Haswell", VectorInstructions.Avx512)));
        Assert.Equal(new Comparison(null, null), Comparison.Of(100, null, null));
    }
}
