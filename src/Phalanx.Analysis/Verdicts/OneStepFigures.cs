using Phalanx.Analysis.Experiments;
using Phalanx.Environments;
using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Verdicts;

/// <summary>The figures of a one-step game: the tables that a run learned, against the payoffs, against printed tables, and against conditions.</summary>
/// <param name="result">What the run learned.</param>
/// <param name="payoffs">The expected payoffs; null where the game does not declare them.</param>
/// <param name="papers">The printed tables of the experiment; null for none.</param>
internal sealed class OneStepFigures(OneStepSummary result, PayoffTable? payoffs, PaperValues? papers)
{
    /// <summary>A figure; null where a table or the payoffs are missing.</summary>
    public double? Of(Metric metric) => metric.Form switch
    {
        MetricForm.Payoff => result.GreedyPayoff,
        MetricForm.CellError => Differences(metric, Payoffs) is { Length: > 0 } errors ? errors.Max() : null,
        MetricForm.MeanError => Differences(metric, Payoffs) is { Length: > 0 } errors ? errors.Average() : null,
        MetricForm.LimitError => payoffs is not null && Differences(metric, AdditiveProjection.Solve(payoffs).Table.Values.ToArray().Select(value => (double?)value)) is { } errors ? errors.Max() : null,
        MetricForm.PaperError => Differences(metric, Printed(metric.PaperTable)) is { Length: > 0 } errors ? errors.Max() : null,
        MetricForm.GreedyValue => TableOf(metric.Table) is { } table ? table.Values[IndexOf(table, result.GreedyJointAction)] : null,
        MetricForm.Gap => TableOf(metric.Table) is { } table ? GapOf(table) : null,
        MetricForm.Shortfall => TableOf(metric.Table) is { } table ? LargestOf(table) - table.Values[IndexOf(table, result.GreedyJointAction)] : null,
        MetricForm.LeastDifference => Conditions()?.Least,
        MetricForm.GreedyDifference => Conditions() is { } conditions ? Math.Abs(conditions.AtGreedy) : null,
        MetricForm.LargestMinimum => Conditions()?.LargestMinimum,
        _ => null,
    };

    private IEnumerable<double?>? Payoffs => payoffs?.Values.ToArray().Select(value => (double?)value);

    private static int IndexOf(JointTable table, IReadOnlyList<int> joint)
    {
        int index = 0;
        for (int agent = 0; agent < joint.Count; agent++)
        {
            index = (index * table.Actions[agent]) + joint[agent];
        }

        return index;
    }

    private JointTable? TableOf(string name) => name == "joint" ? result.JointValues : result.OtherValues.GetValueOrDefault(name);

    private IEnumerable<double?>? Printed(string name)
    {
        string[] parts = name.Split('.');
        return papers?.Tables.FirstOrDefault(table => table.Name == string.Join('.', parts[..^1]))?[parts[^1]]?.Rows.SelectMany(row => row);
    }

    /// <summary>The absolute differences of a learned table from another, over the joint actions that the metric looks at and the other has.</summary>
    private double[]? Differences(Metric metric, IEnumerable<double?>? other)
    {
        if (TableOf(metric.Table) is not { } table || other is null)
        {
            return null;
        }

        double?[] expected = [.. other];
        if (expected.Length != table.Values.Length)
        {
            return null;
        }

        int[] cells = metric.Cells.Count > 0 ? [.. metric.Cells.Select(joint => IndexOf(table, joint))] : [.. Enumerable.Range(0, expected.Length)];
        return [.. cells.Where(cell => expected[cell] is not null).Select(cell => Math.Abs(table.Values[cell] - expected[cell]!.Value))];
    }

    private double GapOf(JointTable table)
    {
        int greedy = IndexOf(table, result.GreedyJointAction);
        double others = 0;
        for (int cell = 0; cell < table.Values.Length; cell++)
        {
            others += cell == greedy ? 0 : table.Values[cell];
        }

        return table.Values[greedy] - (others / (table.Values.Length - 1));
    }

    private static double LargestOf(JointTable table)
    {
        double largest = table.Values[0];
        for (int cell = 1; cell < table.Values.Length; cell++)
        {
            largest = Math.Max(largest, table.Values[cell]);
        }

        return largest;
    }

    private QtranConditions? Conditions() => result is { JointValues: { } joint, Utilities: { } utilities }
        ? QtranConditions.Of(new PayoffTable(joint.Actions.Length, joint.Actions[0], joint.Values), utilities)
        : null;
}
