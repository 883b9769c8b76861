using System.Reflection;
using BenchmarkDotNet.Attributes;
using Phalanx.Cli.Benchmarks;

namespace Phalanx.Benchmarks;

/// <summary>Matrix products at the sizes of <c>phalanx bench kernels</c>, on one thread.</summary>
[MemoryDiagnoser]
public class GemmBenchmarks
{
    private static readonly OpenBlas? Library = OpenBlas.TryLoad();

    private GemmProblem _plain = null!;
    private GemmProblem _packed = null!;

    public static IEnumerable<string> Shapes => GemmShape.Measured.Select(shape => shape.ToString());

    [ParamsSource(nameof(Shapes))]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        GemmShape shape = GemmShape.Measured.Single(shape => shape.ToString() == Shape);
        _plain = new GemmProblem(shape, GemmForm.Plain);
        _packed = new GemmProblem(shape, GemmForm.Packed);
        Library?.UseThreads(1);
    }

    [Benchmark(Baseline = true)]
    public void Plain() => _plain.Multiply();

    [Benchmark]
    public void Packed() => _packed.Multiply();

    [Benchmark]
    public void WithOpenBlas() => _plain.Multiply(Library!);

    /// <summary>Whether what a benchmark measures is installed, and worth comparing with.</summary>
    internal static bool CanRun(MethodInfo benchmark) => Library is { Identity.NoRatioReason: null } || benchmark.Name != nameof(WithOpenBlas);
}
