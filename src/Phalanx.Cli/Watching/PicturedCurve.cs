using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Watching;

/// <summary>A column of the metrics as a line of a picture.</summary>
/// <param name="Label">What it is called there.</param>
/// <param name="Values">Its figures, test by test.</param>
/// <param name="Range">What the bottom and the top of the line stand for; null for the least and the largest figure.</param>
/// <param name="Best">The best figure, in words; empty where none is best.</param>
internal sealed record PicturedCurve(string Label, IReadOnlyList<double?> Values, (double Low, double High)? Range, string Best)
{
    private const string Prefix = "test_";
    private const string Suffix = "_mean";

    /// <summary>The latest figure, in words.</summary>
    public string Latest => Values.LastOrDefault(value => value is not null) is { } value ? Quantities.Figure(value) : "";

    /// <summary>
    /// The lines of a run: the return; how many battles were won, or else the first statistic of the environment that has figures; the loss.
    /// </summary>
    public static IReadOnlyList<PicturedCurve> Of(MetricsFollower metrics)
    {
        List<PicturedCurve> curves = [];
        IReadOnlyList<double?> returns = metrics[MetricsColumns.TestReturnMean];
        curves.Add(new("return", returns, null, BestOf(returns) is { } best ? $"best {Quantities.Figure(returns[best]!.Value)} at {Quantities.About(metrics.TEnv[best])}" : ""));
        IReadOnlyList<double?> won = metrics[MetricsColumns.TestBattleWonMean];
        if (HasFigures(won))
        {
            curves.Add(new("won", won, (0, 1), BestOf(won) is { } most ? $"best {Quantities.Figure(won[most]!.Value)}" : ""));
        }
        else if (metrics.Columns.Skip(MetricsColumns.Common.Count).FirstOrDefault(column => IsStatistic(column) && HasFigures(metrics[column])) is { } statistic)
        {
            curves.Add(new(Shown.Name(statistic[Prefix.Length..^Suffix.Length]), metrics[statistic], null, ""));
        }

        curves.Add(new("loss", metrics[MetricsColumns.Loss], null, ""));
        return [.. curves.Where(curve => HasFigures(curve.Values))];
    }

    /// <summary>A warning where figures are not finite; else null.</summary>
    public string? Warning(IReadOnlyList<long> tEnv)
    {
        int count = 0;
        int first = -1;
        for (int row = 0; row < Values.Count; row++)
        {
            if (Values[row] is { } value && !double.IsFinite(value))
            {
                first = count++ == 0 ? row : first;
            }
        }

        return count == 0 ? null : $"warning: {Label} was not finite in {count} of {Values.Count} tests, first at t_env {Quantities.About(tEnv[first])}";
    }

    private static bool IsStatistic(string column) =>
        column.Length > Prefix.Length + Suffix.Length && column.StartsWith(Prefix, StringComparison.Ordinal) && column.EndsWith(Suffix, StringComparison.Ordinal);

    private static bool HasFigures(IReadOnlyList<double?> values) => values.Any(value => value is not null);

    /// <summary>The row of the largest finite figure, the first of equal ones.</summary>
    private static int? BestOf(IReadOnlyList<double?> values)
    {
        int? best = null;
        for (int row = 0; row < values.Count; row++)
        {
            if (values[row] is { } value && double.IsFinite(value) && (best is null || value > values[best.Value]))
            {
                best = row;
            }
        }

        return best;
    }
}
