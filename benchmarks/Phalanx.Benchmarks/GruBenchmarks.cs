using BenchmarkDotNet.Attributes;
using Phalanx.Cli.Benchmarks;

namespace Phalanx.Benchmarks;

/// <summary>The recurrent layer at the sizes of <c>phalanx bench kernels</c>, on one thread.</summary>
[MemoryDiagnoser]
public class GruBenchmarks
{
    private GruProblem _problem = null!;

    public static IEnumerable<string> Sizes => GruSize.Measured.Select(size => size.Name);

    [ParamsSource(nameof(Sizes))]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        GruSize size = GruSize.Measured.Single(size => size.Name == Size);
        _problem = new GruProblem(size.Steps, size.Rows);
    }

    [Benchmark]
    public void ForwardAndBack() => _problem.Run();
}
