using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>The main function and the residual that ResQ prints in its figure 1.</summary>
internal static class PrintedDecomposition
{
    private const double Rounding = 1e-9;

    /// <summary>They sum to the payoff.</summary>
    public static ExactFinding Sum(CheckSources sources) => IsSum(Printed(sources, "payoff"), Printed(sources, "q_tot"), Printed(sources, "q_r"));

    /// <summary>The residual is never positive.</summary>
    public static ExactFinding Residual(CheckSources sources) => IsNotPositive(Printed(sources, "q_r"));

    /// <summary>The main function is monotonic, so that QMIX's mixer can have it.</summary>
    public static ExactFinding Main(CheckSources sources) => IsMonotonic(Printed(sources, "q_tot"));

    /// <summary>Whether a table is the sum of two.</summary>
    /// <param name="payoff">The table.</param>
    /// <param name="main">One of the two.</param>
    /// <param name="residual">The other.</param>
    public static ExactFinding IsSum(PayoffTable payoff, PayoffTable main, PayoffTable residual)
    {
        double largest = Enumerable.Range(0, payoff.Values.Length).Max(cell => Math.Abs(main.Values[cell] + residual.Values[cell] - payoff.Values[cell]));
        return new ExactFinding(largest <= Rounding, $"the largest difference between their sum and the payoff is {Number(largest)}");
    }

    /// <summary>Whether a table has no positive value.</summary>
    /// <param name="residual">The table.</param>
    public static ExactFinding IsNotPositive(PayoffTable residual)
    {
        int[] joint = new int[residual.Agents];
        residual.WriteJointAction(residual.Values.IndexOf(residual.Max), joint);
        return new ExactFinding(residual.Max <= 0, $"the largest value of the residual is {Number(residual.Max)}, at {Joint(joint)}");
    }

    /// <summary>Whether a table is monotonic: nearest to itself.</summary>
    /// <param name="main">The table.</param>
    public static ExactFinding IsMonotonic(PayoffTable main)
    {
        Projection projection = MonotoneProjection.Solve(main, Weighting.Uniform);
        return new ExactFinding(
            projection.Loss <= Rounding, $"the loss of the nearest monotonic table to the main function is {Number(projection.Loss)}; a monotonic one has 0");
    }

    private static PayoffTable Printed(CheckSources sources, string part) => sources.Printed("resq/figure-1", "figure-1", part);
}
