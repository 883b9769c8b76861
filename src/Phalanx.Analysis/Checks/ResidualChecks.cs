using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Environments.Matrix;

namespace Phalanx.Analysis.Checks;

/// <summary>ResQ's figure 1 and theorems.</summary>
internal static class ResidualChecks
{
    private const int Cases = 1000;
    private const int Quantiles = 8;
    private const double Tolerance = 1e-9;

    private static readonly PayoffTable PrintedMain = new(new double[,] { { 8, -12, -12 }, { 0, 0, 0 }, { 0, 0, 0 } });
    private static readonly PayoffTable PrintedResidual = new(new double[,] { { 0, 0, 0 }, { -12, 0, 0 }, { -12, 0, 7.9 } });

    public static IEnumerable<NamedCheck> All =>
    [
        new("resq-figure-1-sum", () => new ExactFinding(
            Enumerable.Range(0, 9).All(cell => PrintedMain.Values[cell] + PrintedResidual.Values[cell] == PayoffTables.Resq.Values[cell]), "cell by cell")),
        new("resq-figure-1-residual", () => new ExactFinding(PrintedResidual.Max <= 0, $"its largest value is {NamedCheck.Shown(PrintedResidual.Max)}")),
        new("resq-figure-1-monotone", Monotone),
        new("resq-theorem-1", () => NamedCheck.InAll(Cases, "random main functions that are monotone, with residuals that are not positive", Theorem1)),
        new("resq-theorem-2", () => NamedCheck.InAll(Cases, "random tables", Theorem2)),
        new("resq-theorem-3", () => NamedCheck.InAll(Cases, "random monotone means with shapes of mean 0 and residuals that are not positive", index => OfMeans(index, isLinear: false))),
        new("resq-theorem-4", () => NamedCheck.InAll(Cases, "random weighted sums of quantiles with residuals that are not positive", index => OfMeans(index, isLinear: true))),
        new("resq-squares-break", SquaresBreak),
    ];

    private static ExactFinding Monotone()
    {
        double loss = MonotoneProjection.Solve(PrintedMain, Weighting.Uniform).Loss;
        return new ExactFinding(loss <= Tolerance, $"the nearest monotone table is at a loss of {NamedCheck.Shown(loss)}");
    }

    /// <summary>Q_jt = Q_tot + w_r Q_r, where w_r is 0 at the greedy joint action: its argmax is each agent's own, and its value there is Q_tot's.</summary>
    private static bool Theorem1(int index)
    {
        RandomTables random = new(4, index);
        double[][] utilities = random.Utilities();
        return HasArgmaxOfMain(random, utilities, random.Table(random.MonotoneMixer(utilities)));
    }

    private static bool HasArgmaxOfMain(RandomTables random, double[][] utilities, PayoffTable main)
    {
        int[] greedy = RandomTables.Greedy(utilities);
        PayoffTable joint = random.Table(actions => main[actions] - (actions.SequenceEqual(greedy) ? 0 : Math.Abs(random.Normal())));
        return joint[greedy] == main[greedy] && IgmCheck.Of(joint, utilities).Holds;
    }

    /// <summary>For any table a monotone Q_tot above it, largest at its argmax, and the residual Q - Q_tot elsewhere.</summary>
    private static bool Theorem2(int index)
    {
        RandomTables random = new(5, index);
        PayoffTable table = random.Table();
        int[] best = new int[random.Agents];
        table.WriteJointAction(Best.IndicesOf(table.Values)[0], best);
        double[][] utilities = [.. best.Select(action => Enumerable.Range(0, random.Actions).Select(other => other == action ? 1.0 : 0.0).ToArray())];
        double next = table.Values.ToArray().Where(value => value < table.Max).Max();
        double step = (table.Max - next) / (2 * random.Agents);
        PayoffTable main = random.Table(actions => table.Max - (step * (random.Agents - RandomTables.Sum(utilities, actions))));
        PayoffTable joint = random.Table(actions => main[actions] + (actions.SequenceEqual(best) ? 0 : table[actions] - main[actions]));
        bool residualIsNotPositive = Enumerable.Range(0, random.Cells).All(cell => table.Values[cell] <= main.Values[cell] + Tolerance);
        return residualIsNotPositive && IgmCheck.Of(main, utilities).Holds && IgmCheck.Of(joint, utilities, Tolerance).Holds && joint[best] == table.Max;
    }

    /// <summary>The same of means: of a weighted sum of the agents' quantiles, or of a monotone mean and a shape whose own mean is 0.</summary>
    private static bool OfMeans(int index, bool isLinear)
    {
        RandomTables random = new(isLinear ? 7u : 6u, index);
        double[][][] quantiles = [.. Enumerable.Range(0, random.Agents).Select(_ => Enumerable.Range(0, random.Actions).Select(_ => random.Normals(Quantiles)).ToArray())];
        double[][] means = [.. quantiles.Select(own => own.Select(samples => samples.Average()).ToArray())];
        double[] weights = [.. Enumerable.Range(0, random.Agents).Select(_ => random.Positive())];
        Func<int[], double> mean = isLinear
            ? actions => Enumerable.Range(0, Quantiles).Average(level => Enumerable.Range(0, random.Agents).Sum(agent => weights[agent] * quantiles[agent][actions[agent]][level]))
            : random.MonotoneMixer(means);
        return HasArgmaxOfMain(random, means, random.Table(mean));
    }

    /// <summary>With Z_tot = sum Z_i^2 an action of mean 0 that is spread out beats one of mean 1 that is not.</summary>
    private static ExactFinding SquaresBreak()
    {
        for (int index = 0; index < Cases; index++)
        {
            RandomTables random = new(8, index);
            double[][][] quantiles = [.. Enumerable.Range(0, random.Agents).Select(_ => Enumerable.Range(0, random.Actions).Select(_ => random.Normals(Quantiles)).ToArray())];
            double[][] means = [.. quantiles.Select(own => own.Select(samples => samples.Average()).ToArray())];
            PayoffTable squares = random.Table(actions => Enumerable.Range(0, random.Agents).Sum(agent => quantiles[agent][actions[agent]].Average(sample => sample * sample)));
            if (!IgmCheck.Of(squares, means).Holds)
            {
                return new ExactFinding(true, $"random case {index} is one: {random.Agents} agents of {random.Actions} actions");
            }
        }

        return new ExactFinding(false, $"none of {Cases} random cases is one");
    }
}
