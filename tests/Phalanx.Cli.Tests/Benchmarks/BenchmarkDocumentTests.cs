using System.Text.Json.Nodes;
using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

public class BenchmarkDocumentTests
{
    [Fact]
    public void A_bare_result_has_name_value_and_unit_only()
    {
        JsonObject row = Row(new BenchmarkResult("kernels/peak", 12.34567, "GFLOP/s"));
        Assert.Equal("""{"name":"kernels/peak","value":12.3457,"unit":"GFLOP/s"}""", row.ToJsonString());
    }

    [Fact]
    public void Everything_measured_is_written()
    {
        JsonObject row = Row(new BenchmarkResult("n", 3, "u")
        {
            OpenBlas = new Comparison(2, 1.5),
            Bar = 1,
            Holds = true,
            AllocatedBytes = 0,
            PeakShare = 0.75,
            MissingFigureReason = "why",
        });
        Assert.Equal(
            """{"name":"n","value":3,"unit":"u","openblas":2,"ratio":1.5,"bar":1,"holds":true,"allocated_bytes":0,"peak_share":0.75,"note":"why"}""",
            row.ToJsonString());
    }

    [Fact]
    public void Without_the_library_a_comparison_is_null_and_a_bar_undecided()
    {
        JsonObject row = Row(new BenchmarkResult("n", null, "ratio") { OpenBlas = new Comparison(null, null), Bar = 1 });
        Assert.Equal("""{"name":"n","value":null,"unit":"ratio","openblas":null,"ratio":null,"bar":1,"holds":null}""", row.ToJsonString());
    }

    [Fact]
    public void The_document_says_what_it_was_measured_on()
    {
        JsonObject document = BenchmarkDocument.Create(new OpenBlasIdentity("OpenBLAS 0.3", "Prescott", VectorInstructions.Sse), 2, []);
        Assert.Equal(["machine", "version", "threads", "results"], document.Select(property => property.Key));
        Assert.Equal(["processor", "cores", "simd", "system", "dotnet", "openblas", "openblas_kernels"], document["machine"]!.AsObject().Select(property => property.Key));
        Assert.Equal("OpenBLAS 0.3", document["machine"]!["openblas"]!.GetValue<string>());
        Assert.Equal("Prescott", document["machine"]!["openblas_kernels"]!.GetValue<string>());
    }

    private static JsonObject Row(BenchmarkResult result) =>
        BenchmarkDocument.Create(openBlas: null, 1, [result])["results"]!.AsArray()[0]!.AsObject();
}
