using System.Globalization;

namespace Phalanx.Drills;

/// <summary>A table as Markdown, which reads well on a terminal too: it goes into docs as it is.</summary>
/// <param name="columns">The names of the columns.</param>
internal sealed class DrillTable(params string[] columns)
{
    private readonly List<string[]> _rows = [columns];

    /// <summary>Adds a row of as many cells as there are columns.</summary>
    public void Add(params object[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length);
        _rows.Add([.. cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!)]);
    }

    /// <summary>Writes it with columns of even width.</summary>
    public void Write(TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, columns.Length).Select(column => _rows.Max(row => row[column].Length))];
        for (int i = 0; i < _rows.Count; i++)
        {
            output.WriteLine($"| {string.Join(" | ", _rows[i].Select((cell, column) => cell.PadRight(widths[column])))} |");
            if (i == 0)
            {
                output.WriteLine($"| {string.Join(" | ", widths.Select(width => new string('-', width)))} |");
            }
        }
    }
}
