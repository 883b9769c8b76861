using System.Globalization;
using Phalanx.Analysis;
using Phalanx.Cli.Training;

namespace Phalanx.Cli.Analysis;

/// <summary>An analysis as text.</summary>
internal static class AnalysisText
{
    private const int MostTables = 4;
    private const int MostJointActions = 6;

    /// <summary>Prints what is exact.</summary>
    public static void Print(TextWriter output, string name, GameAnalysis analysis)
    {
        output.WriteLine(
            $"{name}: {analysis.Payoff}, at {JointActions(analysis, analysis.Optima)}; below alpha "
            + $"{Figures.Number(TheoremCheck.BoundOf(analysis.Payoff))} an optimum is certain to be among the best of every weighted projection");
        output.WriteLine();
        AdditiveProjection additive = analysis.Additive;
        AnalysisTables.Print(
            output,
            [
                new TableColumn("payoff", analysis.Payoff, analysis.Optima),
                new TableColumn("additive, utilities along the margins", additive.Table, additive.GreedySet) { Margins = additive.Utilities },
            ]);
        output.WriteLine($"additive: loss {Figures.Number(additive.Loss)}, greedy {Played(analysis, additive.GreedySet)}");
        foreach (Projection projection in analysis.Projections)
        {
            output.WriteLine();
            Print(output, analysis, projection);
        }
    }

    /// <summary>Prints what was learned beside what it tends to.</summary>
    public static void Print(TextWriter output, GameAnalysis analysis, LearnedGame learned)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{learned.Algorithm.Name} learned in {learned.Steps} steps, seed {learned.Seed}: greedy {Played(analysis, [learned.Result.GreedyJointAction])}"));
        output.WriteLine(learned.Igm switch
        {
            null => "no finite joint values beside utilities, so individual choices cannot be held against joint ones",
            { Holds: true } => "individual choices are globally best (IGM holds)",
            { } broken => $"individual choices fall short of the best joint value by {Figures.Number(broken.Shortfall)} (IGM is broken)",
        });
        if (learned.Qtran is { } conditions)
        {
            output.WriteLine(
                $"QTRAN's D is {Figures.Number(conditions.AtGreedy)} at the greedy joint action and nowhere below {Figures.Number(conditions.Least)}; "
                + $"its minima over one agent are at most {Figures.Number(conditions.LargestMinimum)} from zero");
        }

        (string title, Environments.PayoffTable limit) = learned.ExactTable(analysis);
        List<TableColumn> columns = [];
        if (learned.JointValues is { } joint)
        {
            output.WriteLine($"the largest difference from '{title}' is {Figures.Number(LearnedGame.Distance(joint, limit))}");
            columns.Add(new TableColumn("learned joint values", joint, [learned.Result.GreedyJointAction]) { Margins = learned.Result.Utilities });
        }

        AnalysisTables.Print(output, [.. columns, new TableColumn(title, limit, [])]);
    }

    /// <summary>Prints how methods fare on random games.</summary>
    public static void Print(TextWriter output, RandomGameSweep sweep)
    {
        RandomGames games = sweep.Games;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{games.Trials} random games of {games.Agents} agents with {games.Actions} actions, {games.Distribution.ToString().ToLowerInvariant()} payoffs, seed {games.Seed}; {sweep.RepresentableShare:P1} are monotonic as they are"));
        output.WriteLine();
        output.WriteLine($"{"method",-14}{"recovered",10}{"greedy",10}{"weak",10}{"value",10}{"return",10}");
        foreach (MethodRecovery method in sweep.Methods)
        {
            string name = method.AtBound ? $"{method.Method} at bound" : $"{method.Method} {method.Alpha}";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-14}{method.Recovered,10:F3}{method.GreedyRecovery,10:F3}{method.WeakRecovery,10:F3}{method.ValueRecovery,10:F3}{method.Return,10:F3}"));
        }
    }

    private static void Print(TextWriter output, GameAnalysis analysis, Projection projection)
    {
        var check = TheoremCheck.Of(analysis.Payoff, projection);
        int count = projection.Minimisers.Count;
        output.WriteLine(
            $"{GameAnalysis.TitleOf(projection)}: loss {Figures.Number(projection.Loss)}, {count} nearest table{(count == 1 ? "" : "s")}"
            + $"{(count > MostTables ? $", the first {MostTables} shown" : "")}; "
            + $"weak recovery {Word(check.WeakRecovery)}, greedy recovery {Word(check.GreedyRecovery)}, value recovery {Word(check.ValueRecovery)}");
        AnalysisTables.Print(
            output,
            [
                .. projection.Minimisers.Take(MostTables)
                    .Select(minimiser => new TableColumn($"greedy {Played(analysis, minimiser.GreedySet)}", minimiser.Table, minimiser.GreedySet)),
            ]);
    }

    private static string Word(bool holds) => holds ? "yes" : "no";

    private static string Played(GameAnalysis analysis, IReadOnlyList<IReadOnlyList<int>> greedy)
    {
        double[] payoffs = [.. greedy.Select(joint => analysis.Payoff[[.. joint]])];
        string pays = payoffs.Min() == payoffs.Max()
            ? Figures.Number(payoffs[0])
            : $"{Figures.Number(payoffs.Min())} to {Figures.Number(payoffs.Max())}";
        return $"{JointActions(analysis, greedy)} pays {pays}";
    }

    private static string JointActions(GameAnalysis analysis, IReadOnlyList<IReadOnlyList<int>> joints) =>
        string.Join(" ", joints.Take(MostJointActions).Select(joint => TableBlock.JointAction(joint, analysis.Payoff.Actions)))
        + (joints.Count > MostJointActions ? $" and {joints.Count - MostJointActions} more" : "");
}
