using Phalanx.Analysis.Verdicts;
using Phalanx.Foundation;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// FSV's theorem 1: with weights of 1 and no bias, <c>Q_tot = sum_i (Q_i - V_i) + sum_i V_i</c>, the product of the agents' policies
/// <c>exp((Q_i - V_i) / alpha)</c> is the joint policy <c>exp((Q_tot - V_tot) / alpha)</c>, and both sum to 1.
/// </summary>
internal static class SoftPolicies
{
    private const int Games = 1_000;
    private const double Rounding = 1e-12;

    private static readonly StreamPurpose Energies = StreamPurpose.Named("checks/energies of agents");

    /// <summary>On drawn utilities and temperatures.</summary>
    public static ExactFinding Theorem1(CheckSources sources) => Of(sources, weight: 1);

    /// <summary>The same with another weight of every agent's advantage.</summary>
    /// <param name="sources">The seed.</param>
    /// <param name="weight">The weight.</param>
    public static ExactFinding Of(CheckSources sources, double weight)
    {
        (double difference, double excess) = (0, 0);
        for (int trial = 0; trial < Games; trial++)
        {
            (double own, double total) = Compare(sources.Draws(Energies, trial), GameShape.ForTables[trial % GameShape.ForTables.Count], weight);
            (difference, excess) = (Math.Max(difference, own), Math.Max(excess, total));
        }

        return new ExactFinding(
            difference <= Rounding && excess <= Rounding,
            $"on {Count(Games)} drawn sets of utilities the policies differ by at most {Small(difference)}, and the joint one sums to 1 within {Small(excess)}");
    }

    private static (double Difference, double Excess) Compare(RandomStream draws, GameShape shape, double weight)
    {
        double temperature = draws.NextUniform(0.1, 2);
        double[][] advantages = new double[shape.Agents][];
        double stateValue = 0;
        for (int agent = 0; agent < shape.Agents; agent++)
        {
            double[] own = new double[shape.Actions];
            draws.FillNormal(own.AsSpan());
            double soft = SoftMaximum(own, temperature);
            stateValue += soft;
            advantages[agent] = [.. own.Select(value => value - soft)];
        }

        double[] sums = UtilityTables.Sum(shape.Actions, advantages).Values.ToArray();
        double[] joint = [.. sums.Select(sum => (weight * sum) + stateValue)];
        double jointValue = SoftMaximum(joint, temperature);
        double[] policy = [.. joint.Select(value => Elementary.Exp((value - jointValue) / temperature))];
        return (policy.Zip(sums, (each, sum) => Math.Abs(each - Elementary.Exp(sum / temperature))).Max(), Math.Abs(policy.Sum() - 1));
    }

    /// <summary><c>alpha log sum exp(values / alpha)</c>, the largest taken out first.</summary>
    private static double SoftMaximum(double[] values, double temperature)
    {
        double largest = values.Max();
        return largest + (temperature * Elementary.Log(values.Sum(value => Elementary.Exp((value - largest) / temperature))));
    }
}
