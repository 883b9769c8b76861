using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>Reads the names of figures: <c>tail.return</c>, <c>at(500000).win</c>, <c>first(30)</c>, <c>cell_error(joint, 0-0 1-1)</c>.</summary>
internal static class MetricReader
{
    private const string Return = "return";

    private static readonly Dictionary<string, MetricForm> Forms = Enum.GetValues<MetricForm>().ToDictionary(form => SettingName.Of(form.ToString()));

    private static readonly string[] Tables = ["joint", "q_sum", "q_star", "q_tot"];

    /// <summary>A figure.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="statistics">What the environments count by episode.</param>
    /// <exception cref="UserErrorException">There is no such figure; the sentence names the nearest.</exception>
    public static Metric Read(DocumentNode node, IReadOnlyCollection<string> statistics)
    {
        string text = node.Text().Trim();
        (string name, string[] arguments, string of) = Split(text, node);
        if (!Forms.TryGetValue(name, out MetricForm form))
        {
            throw new UserErrorException(Wording.Unknown("metric", name, node.Where, Forms.Keys));
        }

        var metric = new Metric(text, form);
        return form switch
        {
            MetricForm.Final or MetricForm.Best or MetricForm.Worst or MetricForm.Auc => Expect(arguments, 0, node, metric with { Of = Column(of, statistics, node) }),
            MetricForm.Tail => metric with { Of = Column(of, statistics, node), Argument = arguments.Length == 0 ? Runs.RunCurve.TailRows : Number(arguments, 1, node) },
            MetricForm.At or MetricForm.First => metric with { Of = Column(of, statistics, node), Argument = Number(arguments, 1, node) },
            _ when of.Length > 0 => throw node.MustBe($"{name} without '.{of}': it is no figure of tests"),
            MetricForm.Payoff or MetricForm.LeastDifference or MetricForm.GreedyDifference or MetricForm.LargestMinimum => Expect(arguments, 0, node, metric),
            MetricForm.PaperError => Expect(arguments, 2, node, metric) with { Table = Table(arguments, node), PaperTable = arguments[1] },
            MetricForm.CellError => metric with { Table = Table(arguments, node), Cells = arguments.Length > 1 ? Cells(arguments[1], node) : [] },
            _ => Expect(arguments, 1, node, metric) with { Table = Table(arguments, node) },
        };
    }

    /// <summary><c>name(argument, argument).of</c>, taken apart.</summary>
    private static (string Name, string[] Arguments, string Of) Split(string text, DocumentNode node)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        int close = text.LastIndexOf(')');
        if (open < 0)
        {
            int dot = text.IndexOf('.', StringComparison.Ordinal);
            return dot < 0 ? (text, [], "") : (text[..dot], [], text[(dot + 1)..]);
        }

        string after = close > open ? text[(close + 1)..] : "?";
        if (after.Length > 0 && after[0] != '.')
        {
            throw node.MustBe("a metric such as tail.return or first(30).return");
        }

        string[] arguments = text[(open + 1)..close].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (text[..open], arguments, after.TrimStart('.'));
    }

    private static string Column(string of, IReadOnlyCollection<string> statistics, DocumentNode node)
    {
        string[] known = [Return, .. statistics.Contains("battle_won") ? new[] { "win" } : [], .. statistics];
        string column = of.Length == 0 ? Return : of;
        return known.Contains(column) ? column : throw new UserErrorException(Wording.Unknown("metric", column, node.Where, known));
    }

    private static string Table(string[] arguments, DocumentNode node) => arguments is [var table, ..] && Tables.Contains(table)
        ? table
        : throw new UserErrorException(Wording.Unknown("table", arguments.FirstOrDefault() ?? "", node.Where, Tables));

    private static double Number(string[] arguments, int count, DocumentNode node) =>
        arguments.Length == count && double.TryParse(arguments[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw node.MustBe("a metric with one number in parentheses, such as first(30).return");

    private static Metric Expect(string[] arguments, int count, DocumentNode node, Metric metric) =>
        arguments.Length == count ? metric : throw node.MustBe($"a metric with {count} values in parentheses");

    /// <summary>Joint actions, each as <c>0-2</c>.</summary>
    private static int[][] Cells(string text, DocumentNode node)
    {
        string[][] cells = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Split('-'))];
        return cells.All(cell => cell.All(action => int.TryParse(action, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            ? [.. cells.Select(cell => Array.ConvertAll(cell, action => int.Parse(action, CultureInfo.InvariantCulture)))]
            : throw node.MustBe("a metric with joint actions such as 0-2 in parentheses");
    }
}
