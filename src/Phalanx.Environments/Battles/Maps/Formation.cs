namespace Phalanx.Environments.Battles;

/// <summary>
/// Places a group around its point: a square of rows that grow away from the side's own edge, as SMAClite does. The enemy's formation is the
/// team's, reflected in the point.
/// </summary>
/// <remarks>
/// With n units and s the least whole number of at least the square root of n, rows have s units each, and the last one what is left. A row is as
/// high as its largest unit, and gaps lie between rows and between units. The group's point is the middle of its square, gaps between units of a row
/// left out.
/// </remarks>
internal static class Formation
{
    private const double Gap = 0.05;

    // The game puts units where there is room. A group that does not fit is moved as a whole, to the nearest place on a grid of quarters of a cell.
    private const double ShiftStep = 0.25;
    private const int MostShiftSteps = 8;

    private static readonly (double X, double Y)[] Shifts = ShiftsByDistance();

    /// <summary>
    /// Places a group, in the order of <see cref="UnitGroup.Placed"/>. Says whether there is a place for it near its point where all stand on ground
    /// that can bear them.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="ally">Whether it is of the team.</param>
    /// <param name="terrain">The ground.</param>
    /// <param name="types">Where to write the types.</param>
    /// <param name="x">Where to write how far each is from the left.</param>
    /// <param name="y">Where to write how far each is from the bottom.</param>
    public static bool TryPlace(UnitGroup group, bool ally, Terrain terrain, Span<UnitType> types, Span<double> x, Span<double> y)
    {
        Order(group, types);
        Lay(types, x, y, (group.X, group.Y), ally);
        foreach ((double shiftX, double shiftY) in Shifts)
        {
            if (Fits(terrain, types, x, y, shiftX, shiftY))
            {
                for (int unit = 0; unit < types.Length; unit++)
                {
                    x[unit] += shiftX;
                    y[unit] += shiftY;
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>Places units in the order given, wherever that is.</summary>
    /// <param name="types">The types of the units; there may be none.</param>
    /// <param name="x">Where to write how far each is from the left.</param>
    /// <param name="y">Where to write how far each is from the bottom.</param>
    /// <param name="point">The point of the group.</param>
    /// <param name="ally">Whether it is of the team.</param>
    public static void Lay(ReadOnlySpan<UnitType> types, Span<double> x, Span<double> y, (double X, double Y) point, bool ally)
    {
        int forward = ally ? 1 : -1;
        int side = (int)Math.Ceiling(Math.Sqrt(types.Length));
        (double width, double height) = SizeOf(types, side);
        double rowY = point.Y - (forward * height / 2);
        double radiusBefore = 0;
        for (int first = 0; first < types.Length; first += side)
        {
            ReadOnlySpan<UnitType> row = RowOf(types, first, side);
            double radius = LargestRadius(row);
            rowY += forward * (radiusBefore + radius);
            double unitX = point.X - (forward * width / 2);
            double unitBefore = 0;
            for (int i = 0; i < row.Length; i++)
            {
                unitX += forward * (unitBefore + row[i].Radius);
                (x[first + i], y[first + i]) = (unitX, rowY);
                unitX += forward * Gap;
                unitBefore = row[i].Radius;
            }

            rowY += forward * Gap;
            radiusBefore = radius;
        }
    }

    private static void Order(UnitGroup group, Span<UnitType> types)
    {
        int next = 0;
        foreach (UnitType type in group.Placed)
        {
            int count = group.Units.First(units => units.Type == type).Count;
            types.Slice(next, count).Fill(type);
            next += count;
        }
    }

    private static (double Width, double Height) SizeOf(ReadOnlySpan<UnitType> types, int side)
    {
        double width = 0;
        double height = (side - 1) * Gap;
        for (int first = 0; first < types.Length; first += side)
        {
            ReadOnlySpan<UnitType> row = RowOf(types, first, side);
            double rowWidth = 0;
            foreach (UnitType type in row)
            {
                rowWidth += 2 * type.Radius;
            }

            width = Math.Max(width, rowWidth);
            height += 2 * LargestRadius(row);
        }

        return (width, height);
    }

    private static ReadOnlySpan<UnitType> RowOf(ReadOnlySpan<UnitType> types, int first, int side) =>
        types.Slice(first, Math.Min(side, types.Length - first));

    private static double LargestRadius(ReadOnlySpan<UnitType> row)
    {
        double largest = 0;
        foreach (UnitType type in row)
        {
            largest = Math.Max(largest, type.Radius);
        }

        return largest;
    }

    private static bool Fits(Terrain terrain, ReadOnlySpan<UnitType> types, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double shiftX, double shiftY)
    {
        for (int unit = 0; unit < types.Length; unit++)
        {
            (double atX, double atY) = (x[unit] + shiftX, y[unit] + shiftY);
            bool onMap = atX is >= 0 and <= Terrain.Side && atY is >= 0 and <= Terrain.Side;
            if (!onMap || (types[unit].Plane != Plane.Air && !terrain.IsWalkable((int)atX, (int)atY)))
            {
                return false;
            }
        }

        return true;
    }

    private static (double X, double Y)[] ShiftsByDistance()
    {
        int[] steps = [.. Enumerable.Range(-MostShiftSteps, (2 * MostShiftSteps) + 1)];
        return
        [
            .. from y in steps
               from x in steps
               let distance = (x * x) + (y * y)
               where distance <= MostShiftSteps * MostShiftSteps
               orderby distance, y, x
               select (x * ShiftStep, y * ShiftStep),
        ];
    }
}
