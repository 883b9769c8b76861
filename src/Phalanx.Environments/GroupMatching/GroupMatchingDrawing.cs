using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments.GroupMatching;

/// <summary>Draws the ring of cells and the agents in them, each group in a shape of its own.</summary>
internal static class GroupMatchingDrawing
{
    private const double Side = 10;
    private const double Radius = 3.4;

    // Cells leave a little room between them.
    private const double CellShare = 0.9;

    private static readonly FrameShape[] Shapes = [FrameShape.Disc, FrameShape.Square, FrameShape.Diamond, FrameShape.Ring];

    public static Frame Draw(ReadOnlySpan<int> cells, ReadOnlySpan<int> groups, int count, int steps, int matched)
    {
        double size = CellShare * 2 * Radius * Elementary.Sin(Math.PI / count);
        List<FrameItem> items = [];
        for (int cell = 0; cell < count; cell++)
        {
            (double x, double y) = CentreOf(cell, count);
            items.Add(new FrameItem(FrameRole.Ground, FrameShape.Disc, x, y, size) { Id = cells.Length + cell, Kind = "cell" });
        }

        // Enough places in every cell for all agents, each of whom has its own.
        int side = (int)Math.Ceiling(Math.Sqrt(cells.Length));
        double spacing = size / Math.Sqrt(2) / side;
        for (int agent = 0; agent < cells.Length; agent++)
        {
            (double x, double y) = CentreOf(cells[agent], count);
            double right = (agent % side) - ((side - 1) / 2.0);
            double down = (agent / side) - ((side - 1) / 2.0);
            FrameShape shape = Shapes[groups[agent] % Shapes.Length];
            items.Add(new FrameItem(FrameRole.Agent, shape, x + (right * spacing), y + (down * spacing), spacing * CellShare)
            {
                Label = agent.ToString(CultureInfo.InvariantCulture),
                Id = agent,
                Agent = agent,
                Entity = agent,
                Kind = string.Create(CultureInfo.InvariantCulture, $"group {groups[agent]}"),
            });
        }

        string caption = string.Create(CultureInfo.InvariantCulture, $"step {steps}: groups gathered or empty: {matched}");
        return new Frame(Side, Side, items) { Caption = caption };
    }

    /// <summary>The first cell is at the top, and to the right of it comes the second.</summary>
    private static (double X, double Y) CentreOf(int cell, int count)
    {
        double angle = 2 * Math.PI * cell / count;
        return ((Side / 2) + (Radius * Elementary.Sin(angle)), (Side / 2) - (Radius * Elementary.Cos(angle)));
    }
}
