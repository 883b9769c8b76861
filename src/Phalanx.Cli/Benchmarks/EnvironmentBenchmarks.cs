using Phalanx.Environments;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Everything that <c>phalanx bench environments</c> measures: how fast each environment is that can be made with its default settings.
/// </summary>
internal static class EnvironmentBenchmarks
{
    private const double PlainBar = 1_000_000;

    // Long enough for the runtime to have compiled everything for the second time, with all its optimisations, on a busy machine too. It watches
    // the code of battles for long before it does; after 0.6 seconds their rates were a tenth too low and at times a half, beyond 1.5 they no longer rise.
    private const double WarmUpSeconds = 1.5;

    // Longer than most spells in which other work slows the machine.
    private const double TurnSeconds = 0.15;

    // Joint steps a second on one thread, of an environment or, where a name ends with a slash, of all whose names begin so; the first that fits counts.
    private static readonly (string Name, double? Bar)[] Bars =
    [
        ("predator-prey", 800_000),
        ("lbf/", 300_000),
        ("mpe/", 300_000),
        ("rware/", 300_000),
        ("battle/3m", 200_000),
        ("battle/2s3z", 100_000),
        ("battle/3s5z", 60_000),
        ("battle/MMM2", 35_000),
        ("battle/27m_vs_30m", 10_000),
        ("battle/2c_vs_64zg", 10_000),
        ("battle/v2/terran_5_vs_5", 80_000),
        ("battle/v2/zerg_20_vs_23", 10_000),
        ("battle/", null),
    ];

    /// <summary>The suite for a number of threads, each of which steps a number of worlds of its own, and a clock.</summary>
    public static BenchmarkSuite Create(EnvironmentRegistry environments, int threads, int worlds, CancellationToken cancellation, TimeProvider? clock = null)
    {
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation, WarmUpSeconds, TurnSeconds, clock);
        foreach (EnvironmentDefinition environment in environments.Where(environment => environment.NeedsNoSettings()))
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
            double? bar = threads == 1 ? BarOf(environment.Name) : null;
            return new BenchmarkResult(name, rate, BenchmarkResult.JointSteps)
            {
                AllocatedBytes = threads == 1 ? Allocation.Of(run) : Allocation.OfAllThreads(run),
                Bar = bar,
                Holds = bar is null ? null : rate >= bar,
            };
        }
    }

    /// <summary>The rate to reach; null where none is asked for.</summary>
    private static double? BarOf(string environment)
    {
        foreach ((string name, double? bar) in Bars)
        {
            if (environment == name || (name.EndsWith('/') && environment.StartsWith(name, StringComparison.Ordinal)))
            {
                return bar;
            }
        }

        return PlainBar;
    }
}
