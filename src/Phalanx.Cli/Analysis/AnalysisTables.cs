using Phalanx.Cli.Training;
using Phalanx.Environments;

namespace Phalanx.Cli.Analysis;

/// <summary>
/// Tables side by side: the first agent's actions in rows, the last one's in columns. A game of more agents is cut into slices, one for
/// each choice of those between.
/// </summary>
internal static class AnalysisTables
{
    private const int MostSlices = 64;

    /// <summary>Prints tables of one size.</summary>
    public static void Print(TextWriter output, IReadOnlyList<TableColumn> columns)
    {
        PayoffTable shape = columns[0].Values;
        int between = shape.Agents - 2;
        double slices = Math.Pow(shape.Actions, between);
        if (shape.Actions > TableBlock.MostActions || slices > MostSlices)
        {
            output.WriteLine($"tables of {shape.Agents} agents with {shape.Actions} actions do not fit on a page; --json prints them");
            return;
        }

        for (int slice = 0; slice < slices; slice++)
        {
            int[] fixedActions = Digits(slice, shape.Actions, between);
            if (between > 0)
            {
                output.WriteLine(string.Join(
                    ", ", fixedActions.Select((action, index) => $"agent {index + 2} plays {TableBlock.Label(action)}")));
            }

            TableBlock.PrintSideBySide(output, [.. columns.Select(column => Lines(column, fixedActions))]);
        }
    }

    private static string[] Lines(TableColumn column, int[] between)
    {
        return TableBlock.Lines(
            column.Title,
            column.Values.Actions,
            (row, last) => column.Values[[row, .. between, last]],
            (row, last) => column.Bracketed.Any(joint => joint.SequenceEqual([row, .. between, last])),
            column.Margins);
    }

    private static int[] Digits(int number, int side, int count)
    {
        int[] digits = new int[count];
        for (int place = count - 1; place >= 0; place--)
        {
            (number, digits[place]) = Math.DivRem(number, side);
        }

        return digits;
    }
}
