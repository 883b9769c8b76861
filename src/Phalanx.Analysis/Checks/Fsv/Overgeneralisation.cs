using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// FSV 2.3: whether an action of the second-best equilibrium is the better choice when the others do anything with equal probability.
/// </summary>
internal static class Overgeneralisation
{
    /// <summary>Points of each agent's interval; a fiftieth apart.</summary>
    private const int Points = 1001;
    private const double Low = -10;
    private const double High = 10;
    private const double TopOfWideHill = -5;
    private const double TopOfNarrowHill = 5;

    /// <summary>In QTRAN's game: actions B and C against A.</summary>
    public static ExactFinding Discrete(CheckSources sources) => Discrete(sources.SpecOf("matrix/qtran").Payoffs!);

    /// <summary>The same for a given game of three actions whose optimum is (A, A).</summary>
    /// <param name="payoff">The game.</param>
    public static ExactFinding Discrete(PayoffTable payoff)
    {
        double[] means = [.. payoff.Values.ToArray().Chunk(payoff.Actions).Select(row => row.Average())];
        return new ExactFinding(
            means.Skip(1).All(mean => mean > means[0]),
            $"against a partner that plays anything "
            + $"{string.Join(", ", means.Select((mean, action) => $"{Action(action)} pays {mean.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)}"))}");
    }

    /// <summary>In the game of two numbers: the wide hill's top, -5, against the best answer. The sentence is true if that is near -5, not near 5.</summary>
    public static ExactFinding Continuous(CheckSources sources)
    {
        object settings = sources.Resolve("qmix", "two-quadratics", $"env.grid_actions={Points}").Run.Env;
        return Continuous(sources.SpecOf("two-quadratics", settings).Payoffs!);
    }

    /// <summary>The same for a given table of the interval's points.</summary>
    /// <param name="payoff">What pairs of points pay.</param>
    public static ExactFinding Continuous(PayoffTable payoff)
    {
        double[] means = [.. payoff.Values.ToArray().Chunk(payoff.Actions).Select(MeanOverInterval)];
        int best = Array.IndexOf(means, means.Max());
        double answer = Low + (best * (High - Low) / (payoff.Actions - 1));
        double atWide = means[(int)Math.Round((TopOfWideHill - Low) / (High - Low) * (payoff.Actions - 1))];
        return new ExactFinding(
            Math.Abs(answer - TopOfWideHill) < Math.Abs(answer - TopOfNarrowHill),
            $"against a partner that plays anything the best answer is near {Rounded(answer)} "
            + $"and pays {Rounded(means.Max())}; {Number(TopOfWideHill)} pays {Rounded(atWide)}");
    }

    private static string Rounded(double value) => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>By trapezia: the ends count by half.</summary>
    private static double MeanOverInterval(double[] values) => (values.Sum() - ((values[0] + values[^1]) / 2)) / (values.Length - 1);
}
