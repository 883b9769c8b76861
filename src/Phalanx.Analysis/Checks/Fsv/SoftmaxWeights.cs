using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// What FSV's equation 15 can represent if it is read as shares by soft-max over two agents, at a temperature of zero:
/// <c>Q_tot(u) = V - sum_i lambda_i(u) d_i(u_i)</c> with <c>d_i >= 0</c>, zero at each agent's greedy action, and weights of the same sum H for every u.
/// Any value between <c>V - max_i x_i</c> and <c>V - min_i x_i</c> is possible, <c>x_i = H d_i(u_i)</c>, and no other.
/// </summary>
/// <remarks>
/// Whether an error e can be kept everywhere is a choice, cell by cell, of which agent's x is above a bound and which below, and for each choice a set of
/// bounds on differences. Such a set has a solution in which every x is 0 or a lower bound <c>V - Q(u) - e</c>, and V is some <c>Q(u) ± e</c>; so trying
/// these is enough, and the least e is found by halving.
/// </remarks>
internal static class SoftmaxWeights
{
    private const double LeastError = 1;
    private const int Halvings = 40;

    /// <summary>On the game of table 1: no table of that form has an error of 1 or less everywhere.</summary>
    public static ExactFinding CannotRepresent(CheckSources sources) => CannotRepresent(sources.SpecOf("matrix/qtran").Payoffs!);

    /// <summary>The same for a given game of two agents.</summary>
    /// <param name="payoff">The game.</param>
    public static ExactFinding CannotRepresent(PayoffTable payoff)
    {
        double error = LeastLargestError(payoff);
        return new ExactFinding(error > LeastError, $"every table of that form is wrong somewhere by {Number(Math.Round(error, 6))} or more");
    }

    /// <summary>The least error that can be kept everywhere.</summary>
    /// <param name="payoff">The game.</param>
    public static double LeastLargestError(PayoffTable payoff)
    {
        double[] levels = [.. payoff.Values.ToArray().Distinct()];
        (double below, double above) = (0, payoff.Max - levels.Min());
        if (IsPossible(payoff, levels, 0))
        {
            return 0;
        }

        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = (below + above) / 2;
            (below, above) = IsPossible(payoff, levels, middle) ? (below, middle) : (middle, above);
        }

        return above;
    }

    private static bool IsPossible(PayoffTable payoff, double[] levels, double error) =>
        Enumerable.Range(0, payoff.Values.Length).Any(
            greedy => levels.SelectMany(level => new[] { level - error, level + error }).Any(value => IsPossible(payoff, levels, error, greedy, value)));

    private static bool IsPossible(PayoffTable payoff, double[] levels, double error, int greedy, double value)
    {
        double[] candidates = [.. levels.Select(level => Math.Max(0, value - level - error)).Append(0).Distinct()];
        double[] first = new double[payoff.Actions];
        double[] second = new double[payoff.Actions];
        int[] indices = new int[2 * payoff.Actions];
        do
        {
            for (int action = 0; action < payoff.Actions; action++)
            {
                first[action] = action == greedy / payoff.Actions ? 0 : candidates[indices[action]];
                second[action] = action == greedy % payoff.Actions ? 0 : candidates[indices[payoff.Actions + action]];
            }

            if (Fits(payoff, error, value, first, second))
            {
                return true;
            }
        }
        while (Advance(indices, candidates.Length, payoff.Actions, greedy));
        return false;
    }

    private static bool Fits(PayoffTable payoff, double error, double value, double[] first, double[] second)
    {
        for (int cell = 0; cell < payoff.Values.Length; cell++)
        {
            (double one, double other) = (first[cell / payoff.Actions], second[cell % payoff.Actions]);
            double wanted = value - payoff.Values[cell];
            if (Math.Max(one, other) < wanted - error - 1e-12 || Math.Min(one, other) > wanted + error + 1e-12)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The next choice of candidates; those of greedy actions stay at the first, for their x is zero.</summary>
    private static bool Advance(int[] indices, int candidates, int actions, int greedy)
    {
        for (int place = 0; place < indices.Length; place++)
        {
            bool isGreedy = place == greedy / actions || place == actions + (greedy % actions);
            if (!isGreedy && ++indices[place] < candidates)
            {
                return true;
            }

            indices[place] = 0;
        }

        return false;
    }
}
