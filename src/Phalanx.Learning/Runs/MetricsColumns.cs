namespace Phalanx.Learning.Runs;

/// <summary>The columns of a run's <c>metrics.csv</c>, fixed when the run begins.</summary>
public sealed class MetricsColumns
{
    /// <summary>Environment steps collected.</summary>
    public const string TEnv = "t_env";

    /// <summary>Episodes collected.</summary>
    public const string Episode = "episode";

    /// <summary>Mean undiscounted return of the test episodes.</summary>
    public const string TestReturnMean = "test_return_mean";

    /// <summary>Standard deviation of that return.</summary>
    public const string TestReturnStd = "test_return_std";

    /// <summary>Share of the test episodes that were won.</summary>
    public const string TestBattleWonMean = "test_battle_won_mean";

    /// <summary>Mean loss since the previous row.</summary>
    public const string Loss = "loss";

    /// <summary>Mean norm of the gradients since the previous row, before they are clipped.</summary>
    public const string GradNorm = "grad_norm";

    /// <summary>The share of random actions.</summary>
    public const string Epsilon = "epsilon";

    /// <summary>Share of the optimiser's steps since the previous row whose gradients were clipped.</summary>
    public const string ClippedShare = "clipped_share";

    /// <summary>The largest |Q| since the previous row, among the values that a method regresses.</summary>
    public const string LargestValue = "largest_q";

    /// <summary>Mean difference, without its sign, of the online value and the target that it is regressed on, since the previous row.</summary>
    public const string TargetGap = "target_gap";

    /// <summary>How many episodes were skipped since the run began, because their environments misbehaved.</summary>
    public const string SkippedEpisodes = "skipped_episodes";

    private readonly Dictionary<string, int> _indices = [];

    /// <summary>The columns of a run.</summary>
    /// <param name="statistics">What the environment counts by episode, by its own names.</param>
    /// <param name="own">Whole names of the columns that the algorithm adds.</param>
    /// <exception cref="ArgumentException">A name is there twice, or is none that a CSV file can carry bare.</exception>
    public MetricsColumns(IEnumerable<string> statistics, IEnumerable<string> own)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(own);
        string[] before = [.. Common, .. statistics.Select(OfStatistic).Where(name => name != TestBattleWonMean)];
        Names = [.. before, .. Health, .. own];
        FormerNames = [.. before, .. own];
        foreach (string name in Names)
        {
            if (name.Length == 0 || name.AsSpan().IndexOfAny(",\"\r\n") >= 0)
            {
                throw new ArgumentException(
                    $"'{name}' cannot be the name of a column: it is empty, or has a comma, a quote or a line end.");
            }

            if (!_indices.TryAdd(name, _indices.Count))
            {
                throw new ArgumentException($"There are two columns named '{name}'.");
            }
        }
    }

    /// <summary>The columns that every run has, which come first.</summary>
    public static IReadOnlyList<string> Common { get; } =
        [TEnv, Episode, TestReturnMean, TestReturnStd, TestBattleWonMean, Loss, GradNorm, Epsilon];

    /// <summary>What tells how healthy the numbers are; every run has them, behind the statistics of tests. They are empty where a method has no such figure.</summary>
    public static IReadOnlyList<string> Health { get; } = [ClippedShare, LargestValue, TargetGap, SkippedEpisodes];

    /// <summary>All columns in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The columns of a run that an earlier version began, without <see cref="Health"/>. It keeps them to its end.</summary>
    internal IReadOnlyList<string> FormerNames { get; }

    /// <summary>The column of an environment's statistic: <c>test_&lt;statistic&gt;_mean</c>.</summary>
    public static string OfStatistic(string statistic) => $"test_{statistic}_mean";

    /// <summary>Whether there is a column of that name.</summary>
    public bool Has(string name) => _indices.ContainsKey(name);
}
