using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>
/// Weighted least squares over sums of utilities, by the normal equations. To make their solution unique a sum is written as a constant and,
/// for each agent, what each action but the first adds to it.
/// </summary>
internal sealed class AdditiveLeastSquares
{
    private const int MostRounds = 1000;

    private readonly PayoffTable _payoff;
    private readonly int _unknowns;

    public AdditiveLeastSquares(PayoffTable payoff)
    {
        _payoff = payoff;
        _unknowns = 1 + (payoff.Agents * (payoff.Actions - 1));
    }

    /// <summary>
    /// The best sums. Weights that depend on the side of the error make the loss piecewise quadratic, and solving with the weights of the
    /// last fit is Newton's method on it: when no error changes its side the fit is exact, and steps that do not improve are halved.
    /// </summary>
    public double[] Fit(CellWeights weights)
    {
        double[] fit = Solve(weights, new double[_payoff.Values.Length]);
        for (int round = 0; weights.IsAsymmetric && round < MostRounds; round++)
        {
            double[] next = Solve(weights, fit);
            double loss = weights.Loss(_payoff.Values, fit);
            double step = 1;
            while (step > 1e-12 && weights.Loss(_payoff.Values, Between(fit, next, step)) >= loss)
            {
                step /= 2;
            }

            if (step <= 1e-12)
            {
                break;
            }

            fit = Between(fit, next, step);
        }

        return fit;
    }

    private static double[] Between(double[] from, double[] to, double step) =>
        step == 1 ? to : [.. from.Zip(to, (start, end) => start + (step * (end - start)))];

    /// <summary>The best sums for the weights that the errors of a table have.</summary>
    private double[] Solve(CellWeights weights, double[] table)
    {
        double[,] equations = new double[_unknowns, _unknowns + 1];
        int[] active = new int[_payoff.Agents + 1];
        for (int cell = 0; cell < table.Length; cell++)
        {
            double weight = weights[cell, _payoff.Values[cell] - table[cell]];
            int count = WriteActive(cell, active);
            for (int row = 0; row < count; row++)
            {
                for (int column = 0; column < count; column++)
                {
                    equations[active[row], active[column]] += weight;
                }

                equations[active[row], _unknowns] += weight * _payoff.Values[cell];
            }
        }

        double[] solution = LinearEquations.Solve(equations);
        double[] sums = new double[table.Length];
        for (int cell = 0; cell < sums.Length; cell++)
        {
            int count = WriteActive(cell, active);
            for (int index = 0; index < count; index++)
            {
                sums[cell] += solution[active[index]];
            }
        }

        return sums;
    }

    /// <summary>The unknowns whose sum a cell is.</summary>
    private int WriteActive(int cell, int[] active)
    {
        int count = 1;
        active[0] = 0;
        for (int agent = 0; agent < _payoff.Agents; agent++, cell /= _payoff.Actions)
        {
            int action = cell % _payoff.Actions;
            if (action > 0)
            {
                active[count++] = (agent * (_payoff.Actions - 1)) + action;
            }
        }

        return count;
    }
}
