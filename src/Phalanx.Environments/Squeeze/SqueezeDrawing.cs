using System.Globalization;

namespace Phalanx.Environments.Squeeze;

/// <summary>Draws the game as the curve of its payoffs over the total, and the team's total on it.</summary>
internal static class SqueezeDrawing
{
    private const int Height = 10;
    private const double ShortestWidth = 10;
    private const int StrokesPerUnit = 10;
    private const double Dot = 0.6;

    // The curve runs a little above the lower edge, where there is room for the dot of a total that pays nothing.
    private const double Floor = 0.5;

    /// <summary>A picture of a game.</summary>
    /// <param name="payoff">The payoff of a total.</param>
    /// <param name="units">The agents' units.</param>
    /// <param name="maxLevel">The highest level they may choose.</param>
    /// <param name="total">What they gave, or null before they did.</param>
    public static Frame Draw(Func<double, double> payoff, ReadOnlySpan<double> units, int maxLevel, double? total)
    {
        double most = 0;
        foreach (double unit in units)
        {
            most += unit * maxLevel;
        }

        double width = Math.Ceiling(Math.Max(ShortestWidth, most));
        List<FrameItem> items = [Vertical(FrameRole.Ground, most)];
        for (int stroke = 0; stroke < width * StrokesPerUnit; stroke++)
        {
            (double from, double to) = ((double)stroke / StrokesPerUnit, (stroke + 1.0) / StrokesPerUnit);
            items.Add(new FrameItem(FrameRole.Target, FrameShape.Line, from, Y(payoff(from)), 0) { To = (to, Y(payoff(to))) });
        }

        if (total is not { } given)
        {
            return new Frame(width, Height, items) { Caption = Text($"the team can give {most:0.##} in all") };
        }

        items.Add(Vertical(FrameRole.IdleAgent, given));
        items.Add(new FrameItem(FrameRole.Agent, FrameShape.Disc, given, Y(payoff(given)), Dot));
        return new Frame(width, Height, items) { Caption = Text($"{given:0.00} of {most:0.00} given: {payoff(given):0.00}") };
    }

    private static double Y(double payoff) => Height - Floor - payoff;

    private static FrameItem Vertical(FrameRole role, double x) => new(role, FrameShape.Line, x, 0, 0) { To = (x, Height) };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
