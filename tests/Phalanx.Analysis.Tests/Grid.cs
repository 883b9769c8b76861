namespace Phalanx.Analysis.Tests;

/// <summary>The order of cells of a grid, coordinate by coordinate.</summary>
internal static class Grid
{
    /// <summary>Whether a cell is at most as high as another in every coordinate.</summary>
    public static bool IsAtMost(int lower, int upper, int dimensions, int side)
    {
        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            if (lower % side > upper % side)
            {
                return false;
            }

            (lower, upper) = (lower / side, upper / side);
        }

        return true;
    }
}
