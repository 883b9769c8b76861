using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Environments.Matrix;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Checks;

/// <summary>FSV's figure 1 and theorems.</summary>
internal static class SoftValueChecks
{
    private const int Cases = 1000;
    private const double Cold = 1e-3;
    private const double Tolerance = 1e-9;

    public static IEnumerable<NamedCheck> All =>
    [
        new("overgeneralisation-discrete", Discrete),
        new("fsv-theorem-1", () => NamedCheck.InAll(Cases, "random utilities and temperatures", Theorem1)),
        new("fsv-theorem-2", () => NamedCheck.InAll(Cases, $"random utilities with random positive weights, at a temperature of {NamedCheck.Shown(Cold)}", Theorem2)),
        new("fsv-softmax-weights", SoftmaxWeights),
    ];

    /// <summary>What each action of the first agent pays in the mean over the other's.</summary>
    private static ExactFinding Discrete()
    {
        double[] rows = [.. Enumerable.Range(0, 3).Select(row => Enumerable.Range(0, 3).Average(column => PayoffTables.Qtran[row, column]))];
        return new ExactFinding(rows[1] > rows[0] && rows[2] > rows[0], $"against any action alike the rows pay {string.Join(", ", rows.Select(NamedCheck.Shown))}");
    }

    /// <summary>With weights of 1, Q_tot = sum (Q_i - V_i) + sum V_i: exp((Q_tot - V_tot) / alpha) is the product of the agents' policies and sums to 1.</summary>
    private static bool Theorem1(int index)
    {
        RandomTables random = new(9, index);
        double[][] utilities = random.Utilities();
        double temperature = random.Positive();
        double[] values = [.. utilities.Select(own => SoftValue(own, temperature))];
        double sum = 0;
        bool isProduct = true;
        _ = random.Table(joint =>
        {
            double policy = Elementary.Exp((RandomTables.Sum(utilities, joint) - values.Sum()) / temperature);
            double product = 1;
            for (int agent = 0; agent < joint.Length; agent++)
            {
                product *= Elementary.Exp((utilities[agent][joint[agent]] - values[agent]) / temperature);
            }

            isProduct &= Math.Abs(policy - product) <= Tolerance;
            sum += policy;
            return 0;
        });
        return isProduct && Math.Abs(sum - 1) <= 1e-6;
    }

    /// <summary>Q_tot = sum lambda_i(u) (Q_i - V_i) + V_tot: no term is positive, and all are 0 at the agents' own best actions, but for the temperature.</summary>
    private static bool Theorem2(int index)
    {
        RandomTables random = new(10, index);
        double[][] utilities = random.Utilities();
        double[] values = [.. utilities.Select(own => SoftValue(own, Cold))];
        PayoffTable total = random.Table(joint => Enumerable.Range(0, joint.Length).Sum(agent => random.Positive() * (utilities[agent][joint[agent]] - values[agent])));

        // Two utilities closer than the temperature are no difference at it.
        return IgmCheck.Of(total, utilities, tolerance: 0).Shortfall <= 2 * random.Agents * Cold * Elementary.Log(random.Actions);
    }

    /// <summary>
    /// Shares that sum to 1 over agents make Q_tot a mean of a_1(u_1) and a_2(u_2), a_i = V_tot + Q_i - V_i, where each agent's largest is between V_tot - alpha log 3 and
    /// V_tot. In the game 8 -12 -12 / -12 0 0 / -12 0 0 with no error above e, one of a_i(A) is at least 8 - e; then both of the other agent's are at most -12 + e, and so
    /// 8 - e is at most V_tot, which is at most -12 + e + alpha log 3.
    /// </summary>
    private static ExactFinding SoftmaxWeights()
    {
        double least = ((8.0 - -12.0) - (1.0 * Elementary.Log(3))) / 2;
        return new ExactFinding(least > 1, $"for any utilities some cell is off by at least {NamedCheck.Shown(least)} at a temperature of 1, and by more at lower ones");
    }

    /// <summary>alpha log sum exp(Q / alpha).</summary>
    private static double SoftValue(double[] utilities, double temperature)
    {
        double largest = utilities.Max();
        return largest + (temperature * Elementary.Log(utilities.Sum(value => Elementary.Exp((value - largest) / temperature))));
    }
}
