using System.CommandLine;
using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx bench kernels</c>: the inner loops, next to OpenBLAS where that is installed.</summary>
internal sealed class BenchKernelsCommand : Command
{
    private readonly Argument<string> _prefix = new("name-prefix")
    {
        Description = "Measure only what begins so, for example kernels/gemm/.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => "",
    };

    private readonly ThreadsOption _threads = new("one");
    private readonly JsonOption _json = new();

    public BenchKernelsCommand()
        : base("kernels", "Matrix products and other inner loops, compared with OpenBLAS where it is installed.")
    {
        Add(_prefix);
        Add(_threads);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        int threads = result.GetValue(_threads) ?? 1;
        TextWriter output = result.InvocationConfiguration.Output;
        var openBlas = OpenBlas.TryLoad();
        BenchmarkSuite suite = KernelBenchmarks.Create(threads, openBlas, cancellation);
        IReadOnlyList<string> names = suite.Select(result.GetValue(_prefix)!);
        IEnumerable<BenchmarkResult> results = names.Select(suite.Measure);
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, BenchmarkDocument.Create(openBlas?.Version, threads, results));
        }
        else
        {
            BenchmarkTable.Print(output, openBlas?.Version, threads, names, results);
        }

        return ExitCode.Done;
    }
}
