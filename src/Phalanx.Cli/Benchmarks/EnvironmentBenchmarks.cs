using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Everything that <c>phalanx bench environments</c> measures: how fast each environment is that can be made with its default settings.
/// </summary>
internal static class EnvironmentBenchmarks
{
    private const double PlainBar = 1_000_000;

    // Long enough for the runtime to have compiled everything for the second time, with all its optimisations.
    private const double WarmUpSeconds = 0.6;

    // Joint steps a second on one thread; the first prefix that fits counts.
    private static readonly (string Prefix, double Bar)[] Bars =
    [
        ("predator-prey", 800_000),
        ("lbf/", 300_000),
        ("mpe/", 300_000),
        ("rware/", 300_000),
        ("", PlainBar),
    ];

    /// <summary>The suite for a number of threads, each of which steps worlds of its own.</summary>
    public static BenchmarkSuite Create(int threads, OpenBlas? openBlas, CancellationToken cancellation) =>
        Create(threads, EnvironmentProblem.Worlds, cancellation);

    /// <summary>The same with a number of worlds on each thread, and a clock.</summary>
    public static BenchmarkSuite Create(int threads, int worlds, CancellationToken cancellation, TimeProvider? clock = null)
    {
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation, WarmUpSeconds, clock);
        foreach (EnvironmentDefinition environment in EnvironmentRegistry.WithBuiltIns().Where(CanBeMade))
        {
            string name = $"environments/{environment.Name}";
            suite.Add(name, () => Measure(name, environment));
        }

        return suite;

        BenchmarkResult Measure(string name, EnvironmentDefinition environment)
        {
            EnvironmentProblem[] problems = [.. Enumerable.Range(0, threads).Select(number => new EnvironmentProblem(environment, worlds, number))];
            using var team = new ThreadTeam(threads, number => problems[number].Run());
            Action run = threads == 1 ? problems[0].Run : team.Run;
            double rate = threads * worlds / race.Time(run);
            double? bar = threads == 1 ? Bars.First(bar => environment.Name.StartsWith(bar.Prefix, StringComparison.Ordinal)).Bar : null;
            return new BenchmarkResult(name, rate, BenchmarkResult.JointSteps)
            {
                AllocatedBytes = threads == 1 ? Allocation.Of(run) : Allocation.OfAllThreads(run),
                Bar = bar,
                Holds = bar is null ? null : rate >= bar,
            };
        }
    }

    /// <summary>Whether an environment needs no settings, such as the path of a file.</summary>
    private static bool CanBeMade(EnvironmentDefinition environment)
    {
        try
        {
            environment.Create(null, 1);
            return true;
        }
        catch (UserErrorException)
        {
            return false;
        }
    }
}
