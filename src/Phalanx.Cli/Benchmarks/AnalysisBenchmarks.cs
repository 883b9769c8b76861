using Phalanx.Analysis;
using Phalanx.Environments;
using Phalanx.Environments.Matrix;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Everything that <c>phalanx bench analysis</c> measures: exact projections of random games.</summary>
internal static class AnalysisBenchmarks
{
    private const ulong Seed = 1;
    private const double Alpha = 0.1;

    /// <summary>The suite. Projections run on one thread and use no library.</summary>
    public static BenchmarkSuite Create(int threads, OpenBlas? openBlas, CancellationToken cancellation)
    {
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation);
        foreach ((int agents, int actions, double? bar) in new (int, int, double?)[] { (2, 3, 5), (2, 4, 200), (2, 5, 10_000), (3, 3, null), (4, 2, null) })
        {
            string name = $"analysis/projection/{string.Join('x', Enumerable.Repeat(actions, agents))}";
            PayoffTable payoff = PayoffTables.Random(agents, actions, Seed);
            Add(name, bar, () => MonotoneProjection.Solve(payoff, Weighting.Uniform, cancellation: cancellation));
            Add($"{name}/central", bar, () => MonotoneProjection.Solve(payoff, Weighting.Central, Alpha, cancellation: cancellation));
            Add($"{name}/optimistic", bar, () => MonotoneProjection.Solve(payoff, Weighting.Optimistic, Alpha, cancellation: cancellation));
        }

        return suite;

        void Add(string name, double? bar, Action work) => suite.Add(name, () =>
        {
            double milliseconds = race.Time(work) * 1e3;
            return new BenchmarkResult(name, milliseconds, BenchmarkResult.Milliseconds)
            {
                Bar = bar,
                Holds = bar is null ? null : milliseconds <= bar,
            };
        });
    }
}
