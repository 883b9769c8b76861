using System.Globalization;

namespace Phalanx.Cli.Training;

/// <summary>A square table as lines of text, which others may stand beside.</summary>
internal static class TableBlock
{
    /// <summary>The most actions of an agent that fit on a page.</summary>
    public const int MostActions = 10;

    private const string Gap = "     ";

    /// <summary>The lines of a table, all of one width: a title, the columns' heads, their margin, and the rows.</summary>
    public static string[] Lines(
        string title, int actions, Func<int, int, double>? cell, Func<int, int, bool> bracketed, IReadOnlyList<IReadOnlyList<double>>? margins)
    {
        List<string[]> grid =
        [
            ["", "", .. Enumerable.Range(0, actions).Select(column => $"{Label(column)} ")],
            ["", "", .. Enumerable.Range(0, actions).Select(column => margins is null ? "" : $"{Number(margins[^1][column])} ")],
        ];
        for (int row = 0; row < actions; row++)
        {
            grid.Add(
            [
                Label(row),
                margins is null ? "" : $"{Number(margins[0][row])} ",
                .. Enumerable.Range(0, actions).Select(column => Cell(row, column)),
            ]);
        }

        // The first column is a letter; where there is no margin its column takes no room.
        int width = grid.Max(line => line.Skip(1).Max(text => text.Length)) + 1;
        int marginWidth = margins is null ? 0 : width;
        IEnumerable<string> lines = grid.Select(line =>
            line[0].PadRight(1) + line[1].PadLeft(marginWidth) + string.Concat(line.Skip(2).Select(text => text.PadLeft(width))));
        string[] all = [title, .. lines];
        int wide = all.Max(line => line.Length);
        return [.. all.Select(line => line.PadRight(wide))];

        string Cell(int row, int column)
        {
            string text = cell is null ? "." : Number(cell(row, column));
            return bracketed(row, column) ? $"[{text}]" : $"{text} ";
        }
    }

    /// <summary>Prints tables of one height side by side, without the line of margins where none has any.</summary>
    public static void PrintSideBySide(TextWriter output, IReadOnlyList<string[]> blocks)
    {
        for (int line = 0; line < blocks[0].Length; line++)
        {
            string text = string.Join(Gap, blocks.Select(block => block[line])).TrimEnd();
            if (text.Length > 0)
            {
                output.WriteLine(text);
            }
        }
    }

    /// <summary>An action as a letter.</summary>
    public static string Label(int action) => ((char)('A' + action)).ToString();

    /// <summary>A joint action of a game that fits on a page or not: letters or numbers.</summary>
    public static string JointAction(IReadOnlyList<int> joint, int actions) =>
        $"({string.Join(", ", joint.Select(action => actions <= MostActions ? Label(action) : action.ToString(CultureInfo.InvariantCulture)))})";

    // Adding zero makes of a negative zero a plain one.
    private static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("F2", CultureInfo.InvariantCulture);
}
