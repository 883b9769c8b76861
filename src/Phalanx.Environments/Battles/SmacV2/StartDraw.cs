using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>The two ways in which SMACv2's battles begin. Both write places for types that are drawn already, the team's first.</summary>
internal static class StartDraw
{
    private const double Centre = Terrain.Side / 2.0;

    // The team keeps 1 off the middle, so that the mirror image is at least 2 away.
    private const double FarthestRight = Centre - 1;

    // A group of enemies that starts as near as can be is this far from the middle along each axis.
    private const double Nearest = 2;

    private const int Corners = 4;

    /// <summary>
    /// The team anywhere on the left, the enemy as its mirror image on the right; enemies without a counterpart anywhere on the right.
    /// </summary>
    public static void Reflect(ref RandomStream random, int allies, Deployment units)
    {
        for (int ally = 0; ally < allies; ally++)
        {
            units.X[ally] = random.NextUniform(0, FarthestRight);
            units.Y[ally] = random.NextUniform(0, Terrain.Side);
        }

        for (int enemy = allies; enemy < units.Length; enemy++)
        {
            int counterpart = enemy - allies;
            (units.X[enemy], units.Y[enemy]) = counterpart < allies
                ? (Terrain.Side - units.X[counterpart], units.Y[counterpart])
                : (random.NextUniform(Centre, Terrain.Side), random.NextUniform(0, Terrain.Side));
        }
    }

    /// <summary>
    /// The team in the middle, and the enemy in one to four groups, each between a corner of its own and the middle. An enemy is in each
    /// group equally likely, and a group may be empty.
    /// </summary>
    public static void Surround(ref RandomStream random, int allies, Deployment units)
    {
        StartGroup.Place(units[..allies], (Centre, Centre), ally: true);
        int groups = 1 + random.NextInt(Corners);
        Span<int> sizes = stackalloc int[Corners];
        sizes.Clear();
        for (int enemy = allies; enemy < units.Length; enemy++)
        {
            sizes[random.NextInt(groups)]++;
        }

        Span<int> corners = stackalloc int[Corners];
        random.Permutation(corners);
        int first = allies;
        for (int group = 0; group < groups; group++)
        {
            StartGroup.Place(units[first..(first + sizes[group])], Between(corners[group], random.NextDouble()), ally: false);
            first += sizes[group];
        }
    }

    /// <summary>A point between a corner of the map, at share 0, and the place nearest to the middle, at share 1.</summary>
    private static (double X, double Y) Between(int corner, double share)
    {
        double along = share * (Centre - Nearest);
        return (corner is 0 or 1 ? along : Terrain.Side - along, corner is 0 or 3 ? along : Terrain.Side - along);
    }
}
