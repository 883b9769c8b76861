namespace Phalanx.Environments.Battles;

/// <summary>Places units that start at one point: in a formation around it, and all of them on the map.</summary>
internal static class StartGroup
{
    /// <param name="units">The units, in the order in which the formation is filled. There may be none.</param>
    /// <param name="point">The point.</param>
    /// <param name="ally">Whether they are of the team.</param>
    public static void Place(Deployment units, (double X, double Y) point, bool ally)
    {
        Formation.Lay(units.Types, units.X, units.Y, point, ally);
        MoveOntoMap(units.Types, units.X);
        MoveOntoMap(units.Types, units.Y);
    }

    // A point near a corner has no room around it. The whole group moves, so that no unit stands on another.
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
