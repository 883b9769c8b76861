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

    /// <summary>The suite for a number of threads, each of which steps a number of worlds of its own.</summary>
    public static BenchmarkSuite Create(EnvironmentRegistry environments, int threads, int worlds, CancellationToken cancellation)
    {
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation, WarmUpSeconds);
        foreach (EnvironmentDefinition environment in environments.Where(CanBeMade))
        {
            string name = $"environments/{environment.Name}";
            suite.Add(name, () => Measure(name, environment));
        }

        return suite;

        BenchmarkResult Measure(string name, EnvironmentDefinition environment)
        {
            List<EnvironmentProblem> problems = [];
            try
            {
                for (int number = 0; number < threads; number++)
                {
                    problems.Add(new EnvironmentProblem(environment, worlds, number));
                    problems[number].Start();
                }

                return Time(name, environment, problems);
            }
            finally
            {
                problems.ForEach(problem => problem.Dispose());
            }
        }

        BenchmarkResult Time(string name, EnvironmentDefinition environment, IReadOnlyList<EnvironmentProblem> problems)
        {
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
            _ = environment.SpecOf();
            return true;
        }
        catch (UserErrorException)
        {
            return false;
        }
    }
}
