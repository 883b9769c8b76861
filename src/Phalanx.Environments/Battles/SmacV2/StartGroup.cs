namespace Phalanx.Environments.Battles;

/// <summary>Places units that start at one point: side by side in a square grid around it, and all of them on the map.</summary>
internal static class StartGroup
{
    private const double Gap = 0.05;

    /// <param name="units">The units, in the order in which the grid is filled, row by row. There may be none.</param>
    /// <param name="x">The point, from the left.</param>
    /// <param name="y">The point, from the bottom.</param>
    /// <param name="facing">1 to fill the grid from the bottom left, -1 from the top right: the layouts of two sides are mirror images.</param>
    public static void Place(Deployment units, double x, double y, int facing)
    {
        FillGrid(units, x, y, facing);
        MoveOntoMap(units.Types, units.X);
        MoveOntoMap(units.Types, units.Y);
    }

    private static void FillGrid(Deployment units, double x, double y, int facing)
    {
        int side = (int)Math.Ceiling(Math.Sqrt(units.Length));
        (double width, double height) = SizeOf(units, side);
        double row = y - (facing * height / 2);
        double rowRadius = 0;
        for (int first = 0; first < units.Length; first += side)
        {
            Deployment line = units.Slice(first, Math.Min(side, units.Length - first));
            double radius = Radius(line);
            row += facing * (rowRadius + radius);
            rowRadius = radius;
            FillRow(line, x - (facing * width / 2), row, facing);
            row += facing * Gap;
        }
    }

    private static void FillRow(Deployment line, double x, double y, int facing)
    {
        double radius = 0;
        for (int unit = 0; unit < line.Length; unit++)
        {
            double own = line.Types[unit].Radius;
            x += facing * (radius + own);
            radius = own;
            (line.X[unit], line.Y[unit]) = (x, y);
            x += facing * Gap;
        }
    }

    /// <summary>The size by which the grid is centred: of the widest row without its gaps, and of all rows with the gaps between as many as the grid can have.</summary>
    private static (double Width, double Height) SizeOf(Deployment units, int side)
    {
        double width = 0;
        double height = (side - 1) * Gap;
        for (int first = 0; first < units.Length; first += side)
        {
            Deployment line = units.Slice(first, Math.Min(side, units.Length - first));
            double across = 0;
            foreach (UnitType type in line.Types)
            {
                across += 2 * type.Radius;
            }

            width = Math.Max(width, across);
            height += 2 * Radius(line);
        }

        return (width, height);
    }

    private static double Radius(Deployment line)
    {
        double radius = 0;
        foreach (UnitType type in line.Types)
        {
            radius = Math.Max(radius, type.Radius);
        }

        return radius;
    }

    // A point near a corner has no room around it. The whole group moves, so that nobody stands on another.
    private static void MoveOntoMap(ReadOnlySpan<UnitType> types, Span<double> places)
    {
        double lowest = Terrain.Side;
        double highest = 0;
        for (int unit = 0; unit < places.Length; unit++)
        {
            lowest = Math.Min(lowest, places[unit] - types[unit].Radius);
            highest = Math.Max(highest, places[unit] + types[unit].Radius);
        }

        double shift = Math.Max(0, -lowest) - Math.Max(0, highest - Terrain.Side);
        foreach (ref double place in places)
        {
            place += shift;
        }
    }
}
