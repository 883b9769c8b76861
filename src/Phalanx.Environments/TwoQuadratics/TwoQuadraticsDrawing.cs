using System.Globalization;

namespace Phalanx.Environments.TwoQuadratics;

/// <summary>Draws the plane of joint actions: agent 0's from left to right, agent 1's upwards; both hills as rings, and where the team is.</summary>
internal static class TwoQuadraticsDrawing
{
    private const double Side = TwoQuadraticsGame.High - TwoQuadraticsGame.Low;
    private const double Dot = 0.9;

    // Each ring lies this much lower than the one within. Of the wide hill only the first fits on the plane.
    private const int RingFall = 2;
    private const int Rings = 4;

    public static Frame Draw(QuadraticScale scale, (double First, double Second)? action)
    {
        List<FrameItem> items = [RingOf(FrameRole.Hazard, TwoQuadraticsGame.Wide, RingFall, scale)];
        for (int ring = 1; ring <= Rings; ring++)
        {
            items.Add(RingOf(FrameRole.Target, TwoQuadraticsGame.Narrow, ring * RingFall, scale));
        }

        items.Add(At(FrameRole.Hazard, FrameShape.Diamond, TwoQuadraticsGame.Wide.Centre, TwoQuadraticsGame.Wide.Centre, Dot));
        items.Add(At(FrameRole.Target, FrameShape.Diamond, TwoQuadraticsGame.Narrow.Centre, TwoQuadraticsGame.Narrow.Centre, Dot));
        if (action is not { } point)
        {
            return new Frame(Side, Side, items);
        }

        (double first, double second) = point;
        items.Add(At(FrameRole.IdleAgent, FrameShape.Line, first, TwoQuadraticsGame.Low, 0) with { To = PlaceOf(first, second) });
        items.Add(At(FrameRole.IdleAgent, FrameShape.Line, TwoQuadraticsGame.Low, second, 0) with { To = PlaceOf(first, second) });
        items.Add(At(FrameRole.Agent, FrameShape.Disc, first, second, Dot));
        string caption = string.Create(
            CultureInfo.InvariantCulture, $"({first:0.00}, {second:0.00}) pays {TwoQuadraticsGame.Payoff(first, second, scale):0.00}");
        return new Frame(Side, Side, items) { Caption = caption };
    }

    private static FrameItem RingOf(FrameRole role, QuadraticHill hill, double fall, QuadraticScale scale) =>
        At(role, FrameShape.Ring, hill.Centre, hill.Centre, 2 * hill.DistanceOf(fall, scale));

    private static FrameItem At(FrameRole role, FrameShape shape, double first, double second, double size)
    {
        (double x, double y) = PlaceOf(first, second);
        return new FrameItem(role, shape, x, y, size);
    }

    private static (double X, double Y) PlaceOf(double first, double second) =>
        (first - TwoQuadraticsGame.Low, TwoQuadraticsGame.High - second);
}
