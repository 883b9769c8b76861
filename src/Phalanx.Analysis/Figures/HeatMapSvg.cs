using System.Globalization;
using System.Security;
using System.Text;
using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>
/// Tables side by side as a picture, all on one scale of colours: the first agent's action chooses the row and the last agent's the column.
/// With more than two agents there is a square for each choice of those between, one below the other.
/// </summary>
public static class HeatMapSvg
{
    private const int CellWidth = 56;
    private const int CellHeight = 36;
    private const int Margin = 24;
    private const int TitleHeight = 24;

    /// <summary>The most cells of a table that a picture shows.</summary>
    public const int MostCells = 10_000;

    /// <summary>Draws.</summary>
    /// <param name="maps">The tables, all of one size.</param>
    public static string Draw(IReadOnlyList<HeatMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentOutOfRangeException.ThrowIfZero(maps.Count, nameof(maps));
        PayoffTable first = maps[0].Table;
        if (maps.Any(map => (map.Table.Agents, map.Table.Actions) != (first.Agents, first.Actions)))
        {
            throw new ArgumentException("All tables must have one size.", nameof(maps));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(first.Values.Length, MostCells, nameof(maps));
        int slices = Slices(first);
        int rows = first.Agents == 1 ? 1 : first.Actions;
        int mapWidth = (first.Actions * CellWidth) + Margin;
        int sliceHeight = (rows * CellHeight) + Margin;
        int width = Margin + (maps.Count * mapWidth);
        int height = TitleHeight + Margin + (slices * sliceHeight);
        double low = maps.Min(map => map.Table.Values.ToArray().Min());
        double high = maps.Max(map => map.Table.Max);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (int map = 0; map < maps.Count; map++)
        {
            int left = Margin + (map * mapWidth);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"{TitleHeight}\">{SecurityElement.Escape(maps[map].Title)}</text>\n");
            for (int cell = 0; cell < first.Values.Length; cell++)
            {
                (int slice, int row, int column) = PlaceOf(first, cell);
                int top = TitleHeight + (Margin / 2) + (slice * sliceHeight) + (row * CellHeight);
                AppendCell(svg, maps[map], cell, left + (column * CellWidth), top, low, high);
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendCell(StringBuilder svg, HeatMap map, int cell, int x, int y, double low, double high)
    {
        double value = map.Table.Values[cell];

        // Halved first, so that the widest possible range is still a number.
        double part = high > low ? ((value / 2) - (low / 2)) / ((high / 2) - (low / 2)) : 0.5;
        bool marked = map.Marked.Any(joint => map.Table.IndexOf([.. joint]) == cell);
        string frame = marked ? " stroke=\"#c0392b\" stroke-width=\"3\"" : " stroke=\"#ffffff\"";
        string ink = part > 0.55 ? "#ffffff" : "#1b1b1b";
        string text = (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x + 1}\" y=\"{y + 1}\" width=\"{CellWidth - 2}\" height=\"{CellHeight - 2}\" fill=\"{Colour(part)}\"{frame}/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (CellWidth / 2)}\" y=\"{y + (CellHeight / 2) + 5}\" text-anchor=\"middle\" fill=\"{ink}\">{text}</text>\n");
    }

    /// <summary>From a pale blue for the lowest to a deep one for the highest.</summary>
    private static string Colour(double part)
    {
        return $"#{Shade(239, 8):x2}{Shade(243, 69):x2}{Shade(255, 148):x2}";

        int Shade(int from, int to) => (int)Math.Round(from + (part * (to - from)));
    }

    /// <summary>How many squares a table has.</summary>
    private static int Slices(PayoffTable table) =>
        table.Agents <= 2 ? 1 : table.Values.Length / (table.Actions * table.Actions);

    private static (int Slice, int Row, int Column) PlaceOf(PayoffTable table, int cell)
    {
        (int rest, int column) = Math.DivRem(cell, table.Actions);
        if (table.Agents == 1)
        {
            return (0, 0, column);
        }

        (int row, int slice) = Math.DivRem(rest, Slices(table));
        return (slice, row, column);
    }
}
