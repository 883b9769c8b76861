using Phalanx.Environments;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Training;

/// <summary>
/// The tables of a one-step game as papers print them: the payoff and the learned joint values side by side, the first agent's actions in
/// rows, the second's in columns, each agent's utilities along the margins, the greedy joint action in brackets.
/// </summary>
internal static class OneStepTables
{
    /// <summary>Prints the tables, or where to find them when they do not fit on a page.</summary>
    public static void Print(TextWriter output, PayoffTable payoffs, OneStepSummary result, string summaryPath)
    {
        string greedy = TableBlock.JointAction(result.GreedyJointAction, payoffs.Actions);
        output.WriteLine($"greedy joint action {greedy} pays {Figures.Number(result.GreedyPayoff)}, the best one {Figures.Number(payoffs.Max)}");
        output.WriteLine();
        if (payoffs.Agents != 2 || payoffs.Actions > TableBlock.MostActions)
        {
            output.WriteLine(
                $"tables of {payoffs.Agents} agents with {payoffs.Actions} actions do not fit on a page; '{summaryPath}' has what was learned");
            return;
        }

        List<string[]> blocks = [Block("payoff", (row, column) => payoffs[row, column], margins: null)];
        if (result.JointValues is { } joint)
        {
            blocks.Add(Block("joint values, utilities along the margins", (row, column) => joint[row, column], result.Utilities));
        }
        else
        {
            blocks.Add(Block("utilities along the margins, no joint values", cell: null, result.Utilities));
        }

        blocks.AddRange(result.OtherValues.Select(other => Block(other.Key, (row, column) => other.Value[row, column], margins: null)));
        TableBlock.PrintSideBySide(output, blocks);

        string[] Block(string title, Func<int, int, double>? cell, IReadOnlyList<IReadOnlyList<double>>? margins) =>
            TableBlock.Lines(title, payoffs.Actions, cell, IsGreedy, margins);

        bool IsGreedy(int row, int column) => result.GreedyJointAction is [int first, int second] && (first, second) == (row, column);
    }
}
