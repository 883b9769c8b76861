using Phalanx.Analysis.Statistics;
using Phalanx.Dashboard.Following;

namespace Phalanx.Dashboard.Grouping;

/// <summary>Runs that are alike but for their seeds and lengths, and what they reached.</summary>
/// <param name="Id">What clients name the group by.</param>
/// <param name="Runs">Its runs, in the order of their seeds.</param>
internal sealed record SeedGroup(string Id, IReadOnlyList<RunView> Runs)
{
    public string Algorithm => Runs[0].Algorithm;

    public string Environment => Runs[0].Environment;

    /// <summary>The settings that tell it from other groups of its algorithm and environment; empty where there is no other.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Differs { get; init; } = [];

    /// <summary>The quartiles of the latest mean returns; null without any.</summary>
    public Spread? Return => Spread.Of(Runs.Select(run => run.Figures.Return));

    /// <summary>The quartiles of the latest shares of won battles; null without any.</summary>
    public Spread? Won => Spread.Of(Runs.Select(run => run.Figures.Won));

    /// <summary>When one of its runs changed last.</summary>
    public DateTime? Updated => Runs.Max(run => run.Updated);
}

/// <summary>Quartiles of one number per run.</summary>
/// <param name="Median">The median.</param>
/// <param name="Lower">The lower quartile.</param>
/// <param name="Upper">The upper quartile.</param>
/// <param name="Count">How many runs have the number.</param>
internal sealed record Spread(double Median, double Lower, double Upper, int Count)
{
    /// <summary>The quartiles of those that are there; null without any.</summary>
    public static Spread? Of(IEnumerable<double?> values)
    {
        double[] there = [.. values.OfType<double>()];
        if (there.Length == 0)
        {
            return null;
        }

        Quartiles quartiles = Quantiles.Quartiles(there);
        return new Spread(quartiles.Median, quartiles.Lower, quartiles.Upper, there.Length);
    }
}
