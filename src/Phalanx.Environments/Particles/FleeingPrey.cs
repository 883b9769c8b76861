using Phalanx.Foundation;

namespace Phalanx.Environments.Particles;

/// <summary>
/// How the scripted prey flees: it looks at a hundred points in the unit disc around itself and pushes towards the one that is farthest
/// from the predator nearest to it now. Points that touch a predator it does not consider.
/// </summary>
internal static class FleeingPrey
{
    private const int CandidatePoints = 100;

    /// <summary>The force of the prey; none where every point it looked at touches a predator.</summary>
    public static PlaneVector ForceOf(PlaneVector prey, ReadOnlySpan<PlaneVector> predators, double touching, ref RandomStream random)
    {
        PlaneVector nearest = NearestOf(prey, predators);
        PlaneVector best = default;
        double farthest = -1;
        for (int draw = 0; draw < CandidatePoints; draw++)
        {
            PlaneVector offset = InUnitDisc(ref random);
            double distance = (prey + offset - nearest).SquaredLength;
            if (distance > farthest && !Touches(prey + offset, predators, touching))
            {
                (farthest, best) = (distance, offset);
            }
        }

        return best;
    }

    private static PlaneVector NearestOf(PlaneVector prey, ReadOnlySpan<PlaneVector> predators)
    {
        PlaneVector nearest = predators[0];
        foreach (PlaneVector predator in predators)
        {
            nearest = (predator - prey).SquaredLength < (nearest - prey).SquaredLength ? predator : nearest;
        }

        return nearest;
    }

    private static bool Touches(PlaneVector point, ReadOnlySpan<PlaneVector> predators, double touching)
    {
        foreach (PlaneVector predator in predators)
        {
            if ((predator - point).SquaredLength < touching * touching)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A point of the square around the disc, drawn again until it lies in the disc. One word gives both coordinates, 65,536 values each:
    /// the looks of the prey are most of what a step costs.
    /// </summary>
    private static PlaneVector InUnitDisc(ref RandomStream random)
    {
        PlaneVector point;
        do
        {
            uint word = random.NextUInt32();
            point = new PlaneVector(Spread(word >> 16), Spread(word & 0xFFFF));
        }
        while (point.SquaredLength > 1);

        return point;

        static double Spread(uint half) => ((half + 0.5) / 32768) - 1;
    }
}
