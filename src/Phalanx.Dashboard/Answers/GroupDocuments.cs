using Phalanx.Analysis.Statistics;
using Phalanx.Dashboard.Following;
using Phalanx.Dashboard.Grouping;

namespace Phalanx.Dashboard.Answers;

/// <summary>A group in a list.</summary>
internal sealed record GroupRow
{
    public required string Id { get; init; }

    public required string Algorithm { get; init; }

    public required string Environment { get; init; }

    /// <summary>The settings that tell it from other groups of its algorithm and environment.</summary>
    public required IReadOnlyList<SettingRow> Differs { get; init; }

    public required IReadOnlyList<string> Runs { get; init; }

    public required int Seeds { get; init; }

    /// <summary>How many runs are in each state.</summary>
    public required IReadOnlyDictionary<string, int> States { get; init; }

    public long? TEnv { get; init; }

    public long? Steps { get; init; }

    public SpreadRow? Return { get; init; }

    public SpreadRow? Won { get; init; }

    public double? Speed { get; init; }

    public double? Left { get; init; }

    public DateTime? Updated { get; init; }

    public required IReadOnlyList<double?> Outline { get; init; }

    public static GroupRow Of(SeedGroup group) => new()
    {
        Id = group.Id,
        Algorithm = group.Algorithm,
        Environment = group.Environment,
        Differs = [.. group.Differs.Select(setting => new SettingRow(setting.Key, setting.Value, null))],
        Runs = [.. group.Runs.Select(run => run.Place.Id)],
        Seeds = group.Runs.Select(run => run.Settings?.Seed).Distinct().Count(),
        States = StatesOf(group.Runs),
        TEnv = group.Runs.Max(run => run.TEnv),
        Steps = group.Runs.Max(run => run.Steps),
        Return = SpreadRow.Of(group.Return),
        Won = SpreadRow.Of(group.Won),
        Speed = SumOf(group.Runs.Where(run => run.IsRunning).Select(run => run.Status?.StepsPerSecond)),
        Left = group.Runs.Where(run => run.IsRunning).Max(run => run.Status?.SecondsLeft),
        Updated = group.Updated,
        Outline = OutlineOf(group.Runs),
    };

    /// <summary>How many runs are in each state, in the order of the states' names.</summary>
    public static IReadOnlyDictionary<string, int> StatesOf(IEnumerable<RunView> runs) => new SortedDictionary<string, int>(
        runs.GroupBy(run => run.StateName).ToDictionary(same => same.Key, same => same.Count()), StringComparer.Ordinal);

    private static double? SumOf(IEnumerable<double?> values) => values.OfType<double>().ToArray() is { Length: > 0 } known ? known.Sum() : null;

    /// <summary>The median of the longest runs' outlines: only those are thinned to the same places.</summary>
    private static double?[] OutlineOf(IReadOnlyList<RunView> runs)
    {
        int rows = runs.Max(run => run.Figures.Rows);
        IReadOnlyList<double?>[] outlines = [.. runs.Where(run => run.Figures.Rows == rows).Select(run => run.Figures.Outline)];
        double?[] medians = new double?[outlines[0].Count];
        for (int i = 0; i < medians.Length; i++)
        {
            double[] values = [.. outlines.Select(outline => outline[i]).OfType<double>()];
            medians[i] = values.Length > 0 ? Quantiles.Median(values) : null;
        }

        return medians;
    }
}

/// <summary>Quartiles of the latest figures.</summary>
internal sealed record SpreadRow(double Median, double Q25, double Q75, int N)
{
    public static SpreadRow? Of(Spread? spread) => spread is null ? null : new SpreadRow(spread.Median, spread.Lower, spread.Upper, spread.Count);
}

/// <summary>A page of a list of groups.</summary>
/// <param name="Total">How many groups there are.</param>
/// <param name="Page">Which page this is, from one.</param>
/// <param name="Size">How many groups a page has.</param>
/// <param name="Runs">How many runs there are in all groups.</param>
/// <param name="States">How many of them are in each state.</param>
/// <param name="Groups">The groups.</param>
internal sealed record GroupList(int Total, int Page, int Size, int Runs, IReadOnlyDictionary<string, int> States, IReadOnlyList<GroupRow> Groups);
