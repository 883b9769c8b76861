using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Runs;

/// <summary>Short names of what a test measures. They stand for columns of <c>metrics.csv</c>, and <c>summary.json</c> has the same names.</summary>
public static class MetricName
{
    /// <summary>The mean return of the test episodes.</summary>
    public const string Return = "return";

    /// <summary>The share of the test episodes that were won.</summary>
    public const string Win = "win";

    /// <summary>The column of a name: <c>return</c>, <c>win</c>, a statistic of the environment, or a whole name of a column.</summary>
    /// <param name="name">The name.</param>
    /// <param name="columns">The columns that there are. A name that is one of them stands for itself.</param>
    public static string Column(string name, IReadOnlyList<string> columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(columns);
        return name switch
        {
            Return => MetricsColumns.TestReturnMean,
            Win => MetricsColumns.TestBattleWonMean,
            _ when columns.Contains(name) => name,
            _ => MetricsColumns.OfStatistic(name),
        };
    }
}
