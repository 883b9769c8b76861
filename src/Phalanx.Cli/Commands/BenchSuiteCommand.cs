using System.CommandLine;
using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx bench &lt;theme&gt;</c>: measures a suite and prints its rows.</summary>
internal sealed class BenchSuiteCommand : Command
{
    private readonly Func<int, OpenBlas?, CancellationToken, BenchmarkSuite> _create;
    private readonly Argument<string> _prefix = new("name-prefix")
    {
        Description = "Measure only what begins so, for example kernels/gemm/ or learner/qmix/.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => "",
    };

    private readonly ThreadsOption _threads = new("one");
    private readonly JsonOption _json = new();

    /// <param name="name">The theme.</param>
    /// <param name="description">What it measures.</param>
    /// <param name="create">Makes the suite for a number of threads.</param>
    public BenchSuiteCommand(string name, string description, Func<int, OpenBlas?, CancellationToken, BenchmarkSuite> create)
        : base(name, description)
    {
        _create = create;
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
        BenchmarkSuite suite = _create(threads, openBlas, cancellation);
        IReadOnlyList<string> names = suite.Select(result.GetValue(_prefix)!);
        IEnumerable<BenchmarkResult> results = names.Select(suite.Measure);
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, BenchmarkDocument.Create(openBlas?.Identity, threads, results));
        }
        else
        {
            BenchmarkTable.Print(output, openBlas?.Identity, threads, names, results);
        }

        return ExitCode.Done;
    }
}
