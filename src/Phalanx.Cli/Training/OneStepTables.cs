using System.Globalization;
using Phalanx.Environments;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Training;

/// <summary>
/// The tables of a one-step game as papers print them: the payoff and the learned joint values side by side, the first agent's actions in
/// rows, the second's in columns, what each agent thinks of its own along the margins, the greedy joint action in brackets.
/// </summary>
internal static class OneStepTables
{
    private const int MostActions = 10;
    private const string Gap = "     ";

    /// <summary>Prints the tables, or where to find them when they do not fit on a page.</summary>
    public static void Print(TextWriter output, PayoffTable payoffs, OneStepSummary result, string summaryPath)
    {
        string greedy = string.Join(", ", result.GreedyJointAction.Select(action => payoffs.Actions <= MostActions ? Label(action) : $"{action}"));
        output.WriteLine($"greedy joint action ({greedy}) pays {Figures.Number(result.GreedyPayoff)}, the best one {Figures.Number(payoffs.Max)}");
        output.WriteLine();
        if (payoffs.Agents != 2 || payoffs.Actions > MostActions)
        {
            output.WriteLine(
                $"tables of {payoffs.Agents} agents with {payoffs.Actions} actions do not fit on a page; '{summaryPath}' has what was learned");
            return;
        }

        List<string[]> blocks = [Block("payoff", payoffs.Actions, (row, column) => payoffs[row, column], result, margins: null)];
        if (result.JointValues is { } joint)
        {
            blocks.Add(Block("joint values, utilities along the margins", payoffs.Actions, (row, column) => joint[row, column], result, result.Utilities));
        }
        else
        {
            blocks.Add(Block("utilities along the margins, no joint values", payoffs.Actions, cell: null, result, result.Utilities));
        }

        blocks.AddRange(result.OtherValues.Select(
            other => Block(other.Key, payoffs.Actions, (row, column) => other.Value[row, column], result, margins: null)));
        for (int line = 0; line < blocks[0].Length; line++)
        {
            output.WriteLine(string.Join(Gap, blocks.Select(block => block[line])).TrimEnd());
        }
    }

    /// <summary>The lines of a table, all of one width: a title, the columns' heads, their margin, and the rows.</summary>
    private static string[] Block(
        string title, int actions, Func<int, int, double>? cell, OneStepSummary result, IReadOnlyList<IReadOnlyList<double>>? margins)
    {
        List<string[]> grid =
        [
            ["", "", .. Enumerable.Range(0, actions).Select(column => $"{Label(column)} ")],
            ["", "", .. Enumerable.Range(0, actions).Select(column => margins is null ? "" : $"{Number(margins[1][column])} ")],
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
            return result.GreedyJointAction is [int first, int second] && (first, second) == (row, column) ? $"[{text}]" : $"{text} ";
        }
    }

    private static string Label(int action) => ((char)('A' + action)).ToString();

    // Adding zero makes of a negative zero a plain one.
    private static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("F2", CultureInfo.InvariantCulture);
}
