using System.Globalization;
using Phalanx.StarCraft;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Everything that <c>phalanx bench starcraft</c> measures: both halves of the protocol against each other, over loopback in one process, with random actions and
/// everything written. The client steps all games of a row together.
/// </summary>
internal static class StarCraftBenchmarks
{
    private const double WarmUpSeconds = 1.5;
    private const double TurnSeconds = 0.15;

    // Several battles long, so that the best call is not one in which most units are dead.
    private const int StepsOfCall = 400;

    // A step of one game may take 150 us of the server; here client and loopback are in it too.
    private const double BarOfOneGame = 1e6 / 150;
    private const double BarOfEightGames = 10_000;

    private static readonly (string Map, int Games, double? Bar)[] Rows =
    [
        ("3m", 1, BarOfOneGame), ("3m", 8, BarOfEightGames), ("MMM2", 1, null), ("MMM2", 8, null), ("27m_vs_30m", 1, null), ("27m_vs_30m", 8, null),
    ];

    /// <summary>The suite, and a clock.</summary>
    public static BenchmarkSuite Create(CancellationToken cancellation, TimeProvider? clock = null)
    {
        var suite = new BenchmarkSuite();
        var race = new Race(cancellation, WarmUpSeconds, TurnSeconds, clock);
        foreach ((string map, int games, double? bar) in Rows)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"starcraft/{map}/{games}");
            suite.Add(name, () => Measure(name, map, games, bar));
        }

        return suite;

        BenchmarkResult Measure(string name, string map, int games, double? bar)
        {
            using var problem = new EnvironmentProblem(ServedGames.Define(map), games);
            problem.Start();
            double rate = StepsOfCall * games / race.Time(() =>
            {
                for (int step = 0; step < StepsOfCall; step++)
                {
                    problem.Run();
                }
            });
            return new BenchmarkResult(name, rate, BenchmarkResult.JointSteps) { Bar = bar, Holds = bar is null ? null : rate >= bar };
        }
    }
}
