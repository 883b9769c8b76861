using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Following;

/// <summary>What is shown of a run's metrics in a line.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="TEnv">The <c>t_env</c> of the last one.</param>
/// <param name="Return">The latest mean return of a test.</param>
/// <param name="BestReturn">The best one.</param>
/// <param name="Won">The latest share of battles that were won; null where there are none.</param>
/// <param name="Outline">The mean returns of the whole run, thinned out.</param>
internal sealed record RunFigures(int Rows, long? TEnv, double? Return, double? BestReturn, double? Won, IReadOnlyList<double?> Outline)
{
    private const int OutlinePoints = 40;

    public static RunFigures None { get; } = new(0, null, null, null, null, []);

    /// <summary>Reads them off.</summary>
    public static RunFigures Of(MetricsFollower metrics)
    {
        if (metrics.Rows == 0)
        {
            return None;
        }

        IReadOnlyList<double?> returns = metrics["test_return_mean"];
        return new RunFigures(
            metrics.Rows, metrics.TEnv[^1], Latest(returns), Best(returns), Latest(metrics["test_battle_won_mean"]), Thin(returns));
    }

    private static double? Latest(IReadOnlyList<double?> values)
    {
        for (int row = values.Count - 1; row >= 0; row--)
        {
            if (values[row] is { } value && double.IsFinite(value))
            {
                return value;
            }
        }

        return null;
    }

    private static double? Best(IReadOnlyList<double?> values) => values.Where(value => value is { } number && double.IsFinite(number)).Max();

    private static double?[] Thin(IReadOnlyList<double?> values)
    {
        int count = Math.Min(values.Count, OutlinePoints);
        double?[] outline = new double?[count];
        for (int i = 0; i < count; i++)
        {
            // The last point is the last row.
            outline[i] = values[(int)((i + 1L) * values.Count / count) - 1] is { } value && double.IsFinite(value) ? value : null;
        }

        return outline;
    }
}
