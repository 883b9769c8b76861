using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>Reads the claims of an experiment file.</summary>
/// <param name="arms">The ids of the arms.</param>
/// <param name="environments">The ids of the environments.</param>
/// <param name="statistics">What the environments count by episode.</param>
/// <param name="papers">The printed tables, which metrics may compare with.</param>
/// <param name="leastSeeds">How many seeds a claim needs that says nothing else.</param>
internal sealed class ClaimReader(
    IReadOnlyCollection<string> arms,
    IReadOnlyCollection<string> environments,
    IReadOnlyCollection<string> statistics,
    PaperValues papers,
    int leastSeeds)
{
    private static readonly string[] Keys =
    [
        "id", "says", "paraphrase", "place", "source", "environments", "statistic", "metric", "after", "until", "where", "among", "arm", "arm_reduce", "quorum",
        "compare", "value", "against", "margin", "tolerance", "k", "rank_by", "least_seeds", "decide", "direction", "primary", "chosen", "check", "unmeasured",
    ];

    private static readonly Dictionary<string, Comparison> Comparisons = new()
    {
        [">="] = Comparison.AtLeast,
        [">"] = Comparison.Above,
        ["<="] = Comparison.AtMost,
        ["<"] = Comparison.Below,
        ["approx"] = Comparison.Approximately,
        ["apart"] = Comparison.Apart,
    };

    /// <summary>A claim.</summary>
    public Claim Read(DocumentNode node)
    {
        node.AllowOnly(Keys);
        ClaimStatistic statistic = node.Find("statistic")?.OneOf<ClaimStatistic>() ?? ClaimStatistic.Exact;
        bool isUnmeasured = node.Find("unmeasured") is not null;
        ClaimOpponent? against = node.Find("against") is { } opponent ? Opponent(opponent) : null;
        var claim = new Claim
        {
            Id = node.Required("id").Text(),
            Says = node.Required("says").Text(),
            IsParaphrase = node.IsTrue("paraphrase"),
            Place = node.Required("place").Text(),
            Source = node.Find("source")?.OneOf<ClaimSource>() ?? ClaimSource.Text,
            Environments = node.Find("environments").Names("environment", environments),
            Statistic = statistic,
            Metric = node.Find("metric") is { } metric ? Metric(metric) : null,
            Rows = Rows(node),
            Conditions = Conditions(node.Find("where")),
            Among = Conditions(node.Find("among")),
            Arms = node.Find("arm").Names("arm", arms),
            ArmReduction = node.Find("arm_reduce")?.OneOf<Reduction>(),
            Quorum = node.Find("quorum")?.WholeNumber(1, 1000),
            Comparison = node.Find("compare") is { } compare ? ComparisonIn(compare) : Comparison.AtLeast,
            Value = node.NumberOf("value"),
            Against = against,
            Margin = node.NumberOf("margin") ?? 0,
            Tolerance = node.NumberOf("tolerance") ?? 0,
            Share = node.Find("k") is { } share ? Share(share) : null,
            RanksMeans = node.Find("rank_by")?.OneOf<RankedBy>() == RankedBy.Mean,
            LeastSeeds = node.Find("least_seeds")?.WholeNumber(1, 1000) ?? leastSeeds,
            Decision = node.Find("decide")?.OneOf<DecisionRule>() ?? (against is null ? DecisionRule.Point : DecisionRule.Interval),
            Direction = node.Find("direction")?.OneOf<ClaimDirection>() ?? (statistic == ClaimStatistic.Exact ? ClaimDirection.Exact : ClaimDirection.Order),
            IsPrimary = node.Find("primary")?.Boolean() ?? true,
            IsThresholdChosen = node.IsTrue("chosen"),
            Check = node.Find("check")?.Text(),
            Unmeasured = node.Find("unmeasured")?.Text(),
            Where = node.Where,
        };
        if (!isUnmeasured)
        {
            ThrowIfIncomplete(node, claim);
        }

        return claim;
    }

    /// <summary>An outcome that runs are counted by. One without conditions takes what is left.</summary>
    public RunOutcome Outcome(DocumentNode node)
    {
        node.AllowOnly("name", "where");
        return new RunOutcome(node.Required("name").Text(), Conditions(node.Find("where")));
    }

    private static void ThrowIfIncomplete(DocumentNode node, Claim claim)
    {
        // 'where' and 'k' belong to a count, a named check to 'exact', and everything else has a metric and something to be compared with.
        string[] needed = claim.Statistic switch
        {
            ClaimStatistic.Exact => ["check"],
            ClaimStatistic.Count => ["arm", "where", "k", "compare"],
            ClaimStatistic.Drop => ["arm", "metric", "until", "compare", "value"],
            ClaimStatistic.Poi => ["arm", "metric", "against", "compare", "value"],
            ClaimStatistic.Rank => ["arm", "metric", "compare", "value"],
            _ => ["arm", "metric", "compare", claim.Against is null ? "value" : "against"],
        };
        foreach (string key in needed)
        {
            _ = node.Required(key);
        }

        if (claim.Statistic == ClaimStatistic.Spread && claim.LeastSeeds < 5)
        {
            throw node.Required("statistic").MustBe("with at least 5 in least_seeds: a spread of fewer seeds says nothing");
        }
    }

    private static Comparison ComparisonIn(DocumentNode node) => Comparisons.TryGetValue(node.Text(), out Comparison comparison)
        ? comparison
        : throw node.MustBe($"one of {Wording.Listed(Comparisons.Keys)}");

    private static CountShare Share(DocumentNode node) => node.Items() is [var count, var of] && of.WholeNumber(1, 1000) is int total
        ? new CountShare(count.WholeNumber(0, total), total)
        : throw node.MustBe("two numbers, so many of so many");

    private static int[] JointAction(DocumentNode node) => [.. node.Items().Select(action => action.WholeNumber(0, int.MaxValue))];

    private Metric Metric(DocumentNode node)
    {
        Metric metric = MetricReader.Read(node, statistics);
        string[] tables = [.. papers.Tables.SelectMany(table => table.Parts.Select(part => $"{table.Name}.{part.Name}"))];
        return metric.PaperTable.Length == 0 || tables.Contains(metric.PaperTable)
            ? metric
            : throw new UserErrorException(Wording.Unknown("printed table", metric.PaperTable, node.Where, tables));
    }

    private RowRange Rows(DocumentNode node)
    {
        DocumentNode? after = node.Find("after");
        bool afterFirst = after is not null && after.Text().StartsWith("first", StringComparison.Ordinal);
        return new RowRange(
            after is not null && !afterFirst ? after.Steps() : null,
            afterFirst ? Metric(after!) : null,
            node.Find("until")?.Steps());
    }

    private IReadOnlyList<RunCondition> Conditions(DocumentNode? node) => node switch
    {
        null => [],
        { IsList: true } => [.. node.Items().Select(Condition)],
        _ => [Condition(node)],
    };

    private RunCondition Condition(DocumentNode node)
    {
        node.AllowOnly("metric", "compare", "value", "tolerance", "after", "until", "greedy_in");
        return node.Find("greedy_in") is { } greedy
            ? new RunCondition { GreedyIn = [.. greedy.Items().Select(JointAction)] }
            : new RunCondition
            {
                Metric = Metric(node.Required("metric")),
                Rows = Rows(node),
                Comparison = ComparisonIn(node.Required("compare")),
                Value = node.Required("value").AnyNumber(),
                Tolerance = node.NumberOf("tolerance") ?? 0,
            };
    }

    private ClaimOpponent Opponent(DocumentNode node)
    {
        if (!node.IsGroup)
        {
            return new ClaimOpponent(node.Names("arm", arms));
        }

        node.AllowOnly("arm", "reduce", "environment", "factor", "metric");
        return new ClaimOpponent(
            node.Required("arm").Names("arm", arms),
            node.Find("reduce")?.OneOf<Reduction>() ?? Reduction.Max,
            node.Find("environment").Names("environment", environments) is [var environment, ..] ? environment : null,
            node.NumberOf("factor") ?? 1,
            node.Find("metric") is { } metric ? Metric(metric) : null);
    }

    private enum RankedBy
    {
        Median,
        Mean,
    }
}
