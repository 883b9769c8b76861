namespace Phalanx.Environments.Grids;

/// <summary>The five actions by which agents of <c>checkers</c> and <c>switch-*</c> walk, in the order of ma-gym.</summary>
internal static class GridStep
{
    public const int Down = 0;
    public const int Left = 1;
    public const int Up = 2;
    public const int Right = 3;
    public const int Stay = 4;

    public const int Count = 5;

    /// <summary>The actions by name.</summary>
    public static ActionSpec Actions => ActionSpec.Named("down", "left", "up", "right", "stay");

    /// <summary>Where an action leads from a cell, which may be outside of the grid.</summary>
    public static (int Row, int Column) From(int row, int column, int action) => action switch
    {
        Down => (row + 1, column),
        Left => (row, column - 1),
        Up => (row - 1, column),
        Right => (row, column + 1),
        _ => (row, column),
    };

    /// <summary>Coordinates as parts of a whole, to two decimals, as ma-gym's agents see them.</summary>
    public static float[] RoundedShares(int count, int whole)
    {
        float[] shares = new float[count];
        for (int index = 0; index < count; index++)
        {
            shares[index] = (float)Math.Round((double)index / whole, 2);
        }

        return shares;
    }
}
