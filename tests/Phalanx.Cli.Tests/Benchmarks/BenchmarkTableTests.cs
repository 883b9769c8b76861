using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

public class BenchmarkTableTests
{
    [Fact]
    public void The_kernels_of_OpenBLAS_stand_above_the_rows_and_a_note_once_below_them()
    {
        BenchmarkResult[] rows = [new("a", 1, "u"), new("b", 2, "u") { MissingFigureReason = "why" }, new("c", 3, "u") { MissingFigureReason = "why" }];
        string[] lines = Print(new OpenBlasIdentity("OpenBLAS 0.3", "Prescott", VectorInstructions.Avx512), rows);
        Assert.EndsWith(", OpenBLAS 0.3, its kernels Prescott", lines[1], StringComparison.Ordinal);
        Assert.Equal(["a", "b", "c", "why"], lines[3..].Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void Without_the_library_and_without_notes_there_are_the_rows_alone()
    {
        string[] lines = Print(null, [new("a", 1, "u")]);
        Assert.EndsWith(", no OpenBLAS to compare with", lines[1], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    private static string[] Print(OpenBlasIdentity? openBlas, BenchmarkResult[] rows)
    {
        var output = new StringWriter();
        BenchmarkTable.Print(output, openBlas, 1, [.. rows.Select(row => row.Name)], rows);
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
