namespace Phalanx.Analysis;

/// <summary>Few linear equations, solved exactly but for rounding.</summary>
internal static class LinearEquations
{
    /// <summary>Gauss's elimination with partial pivoting.</summary>
    /// <param name="equations">A row for each equation: the factors of the unknowns, then what they add up to. Overwritten.</param>
    public static double[] Solve(double[,] equations)
    {
        int unknowns = equations.GetLength(0);
        for (int pivot = 0; pivot < unknowns; pivot++)
        {
            BringLargestUp(equations, pivot);
            for (int row = pivot + 1; row < unknowns; row++)
            {
                double factor = equations[row, pivot] / equations[pivot, pivot];
                for (int column = pivot; column <= unknowns; column++)
                {
                    equations[row, column] -= factor * equations[pivot, column];
                }
            }
        }

        double[] solution = new double[unknowns];
        for (int row = unknowns - 1; row >= 0; row--)
        {
            double rest = equations[row, unknowns];
            for (int column = row + 1; column < unknowns; column++)
            {
                rest -= equations[row, column] * solution[column];
            }

            solution[row] = rest / equations[row, row];
        }

        return solution;
    }

    private static void BringLargestUp(double[,] equations, int pivot)
    {
        int largest = pivot;
        for (int row = pivot + 1; row < equations.GetLength(0); row++)
        {
            largest = Math.Abs(equations[row, pivot]) > Math.Abs(equations[largest, pivot]) ? row : largest;
        }

        for (int column = 0; column < equations.GetLength(1); column++)
        {
            (equations[pivot, column], equations[largest, column]) = (equations[largest, column], equations[pivot, column]);
        }
    }
}
