using System.Globalization;
using System.Security;
using System.Text;
using Phalanx.Analysis.Figures;
using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>
/// Tables side by side as a picture, all on one scale of colours: the first agent's action chooses the row and the last agent's the column.
/// With more than two agents there is a square for each choice of those between, one below the other.
/// </summary>
public static class HeatMapSvg
{
    private const int Margin = 24;
    private const int TitleHeight = 24;
    private const int FontSize = 13;
    private const int FontWeight = 400;
    private const string Frame = " stroke=\"#c0392b\" stroke-width=\"3\"";

    /// <summary>Tables of more actions than this are drawn without numbers, in small squares.</summary>
    private const int MostNumbers = 12;

    /// <summary>How wide a picture may become before the tables go on below.</summary>
    private const int WidestLine = 1400;

    /// <summary>The most cells of a table that a picture shows.</summary>
    public const int MostCells = 10_000;

    /// <summary>Draws.</summary>
    /// <param name="maps">The tables, all of one size. More than fit side by side go on below.</param>
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
        var size = CellSize.Of(first);
        int rows = first.Agents == 1 ? 1 : first.Actions;
        int titles = (int)Math.Ceiling(maps.Max(map => TextWidths.Measure(map.Title, FontSize, FontWeight).Width));
        int mapWidth = Math.Max(first.Actions * size.Width, titles) + Margin;
        int sliceHeight = (rows * size.Height) + Margin;
        int mapHeight = TitleHeight + (Slices(first) * sliceHeight);
        int perLine = Math.Clamp((WidestLine - Margin) / mapWidth, 1, maps.Count);
        int width = Margin + (perLine * mapWidth);
        int height = Margin + ((maps.Count + perLine - 1) / perLine * mapHeight);
        double low = maps.Min(map => map.Table.Values.ToArray().Min());
        double high = maps.Max(map => map.Table.Max);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"{FontSize}\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (int map = 0; map < maps.Count; map++)
        {
            (int line, int place) = Math.DivRem(map, perLine);
            (int left, int above) = (Margin + (place * mapWidth), line * mapHeight);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"{above + TitleHeight}\">{SecurityElement.Escape(maps[map].Title)}</text>\n");
            Placed[] cells = [.. Enumerable.Range(0, first.Values.Length).Select(cell =>
            {
                (int slice, int row, int column) = PlaceOf(first, cell);
                int top = above + TitleHeight + (Margin / 2) + (slice * sliceHeight) + (row * size.Height);
                return new Placed(cell, left + (column * size.Width), top, PartOf(maps[map].Table.Values[cell], low, high));
            })];
            if (size.HasNumbers)
            {
                Array.ForEach(cells, cell => AppendNumber(svg, maps[map], cell, size));
            }
            else
            {
                AppendSquares(svg, maps[map], cells, size);
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendNumber(StringBuilder svg, HeatMap map, Placed cell, CellSize size)
    {
        string frame = IsMarked(map, cell) ? Frame : " stroke=\"#ffffff\"";
        string ink = cell.Part > 0.55 ? "#ffffff" : "#1b1b1b";
        string text = (Math.Round(map.Table.Values[cell.Index], 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{cell.X + 1}\" y=\"{cell.Y + 1}\" width=\"{size.Width - 2}\" height=\"{size.Height - 2}\" fill=\"{Colour(cell.Part)}\"{frame}/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{cell.X + (size.Width / 2)}\" y=\"{cell.Y + (size.Height / 2) + 5}\" text-anchor=\"middle\" fill=\"{ink}\">{text}</text>\n");
    }

    /// <summary>All squares of one colour are one path, which keeps pictures of large games small.</summary>
    private static void AppendSquares(StringBuilder svg, HeatMap map, Placed[] cells, CellSize size)
    {
        foreach (IGrouping<string, Placed> colour in cells.GroupBy(cell => Colour(cell.Part)))
        {
            string squares = string.Concat(colour.Select(cell => string.Create(CultureInfo.InvariantCulture, $"M{cell.X} {cell.Y}h{size.Width}v{size.Height}h-{size.Width}z")));
            svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"{colour.Key}\" d=\"{squares}\"/>\n");
        }

        foreach (Placed cell in cells.Where(cell => IsMarked(map, cell)))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{cell.X}\" y=\"{cell.Y}\" width=\"{size.Width}\" height=\"{size.Height}\" fill=\"none\"{Frame}/>\n");
        }
    }

    private static bool IsMarked(HeatMap map, Placed cell) => map.Marked.Any(joint => map.Table.IndexOf([.. joint]) == cell.Index);

    /// <summary>Halved first, so that the widest possible range is still a number.</summary>
    private static double PartOf(double value, double low, double high) => high > low ? ((value / 2) - (low / 2)) / ((high / 2) - (low / 2)) : 0.5;

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

    /// <summary>How large the cells of a table are.</summary>
    private readonly record struct CellSize(int Width, int Height, bool HasNumbers)
    {
        public static CellSize Of(PayoffTable table) => table.Actions <= MostNumbers ? new(56, 36, true) : new(12, 12, false);
    }

    /// <summary>A cell of a table in the picture; its part of the range of colours is from 0 to 1.</summary>
    private readonly record struct Placed(int Index, int X, int Y, double Part);
}
