using System.Text.Json.Nodes;
using Phalanx.Analysis;
using Phalanx.Environments;

namespace Phalanx.Cli.Analysis;

/// <summary>An analysis as JSON. Tables are nested one level per agent, as in a file of payoffs.</summary>
internal static class AnalysisDocument
{
    /// <summary>What is exact: <c>{payoff, projections, additive}</c>.</summary>
    public static JsonObject Of(GameAnalysis analysis) => new()
    {
        ["payoff"] = Table(analysis.Payoff),
        ["projections"] = Array(analysis.Projections, projection => Of(analysis.Payoff, projection)),
        ["additive"] = new JsonObject
        {
            ["loss"] = analysis.Additive.Loss,
            ["table"] = Table(analysis.Additive.Table),
            ["utilities"] = Array(analysis.Additive.Utilities, Numbers),
            ["greedy_set"] = JointActions(analysis.Additive.GreedySet),
        },
    };

    /// <summary>What was learned.</summary>
    public static JsonObject Of(GameAnalysis analysis, LearnedGame learned)
    {
        (string title, PayoffTable limit) = learned.ExactTable(analysis);
        return new JsonObject
        {
            ["algorithm"] = learned.Algorithm.Name,
            ["seed"] = learned.Seed,
            ["steps"] = learned.Steps,
            ["greedy_joint_action"] = Numbers(learned.Result.GreedyJointAction),
            ["greedy_payoff"] = learned.Result.GreedyPayoff,
            ["joint_values"] = learned.JointValues is { } joint ? Table(joint) : null,
            ["utilities"] = learned.Result.Utilities is { } utilities ? Array(utilities, Numbers) : null,
            ["exact"] = new JsonObject
            {
                ["name"] = title,
                ["table"] = Table(limit),
                ["largest_difference"] = learned.JointValues is { } values ? LearnedGame.Distance(values, limit) : null,
            },
            ["igm"] = learned.Igm is { } igm
                ? new JsonObject { ["holds"] = igm.Holds, ["holds_for_every_tie"] = igm.HoldsForEveryTie, ["shortfall"] = igm.Shortfall }
                : null,
            ["qtran"] = learned.Qtran is { } qtran
                ? new JsonObject
                {
                    ["state_value"] = qtran.StateValue,
                    ["difference_at_greedy"] = qtran.AtGreedy,
                    ["least_difference"] = qtran.Least,
                    ["largest_minimum"] = qtran.LargestMinimum,
                }
                : null,
        };
    }

    /// <summary>How methods fare on random games.</summary>
    public static JsonObject Of(RandomGameSweep sweep) => new()
    {
        ["agents"] = sweep.Games.Agents,
        ["actions"] = sweep.Games.Actions,
        ["trials"] = sweep.Games.Trials,
        ["distribution"] = sweep.Games.Distribution.ToString().ToLowerInvariant(),
        ["seed"] = sweep.Games.Seed,
        ["representable"] = sweep.RepresentableShare,
        ["methods"] = Array(sweep.Methods, method => new JsonObject
        {
            ["method"] = method.Method,
            ["alpha"] = method.Alpha,
            ["at_bound"] = method.AtBound,
            ["recovered"] = method.Recovered,
            ["greedy_recovery"] = method.GreedyRecovery,
            ["weak_recovery"] = method.WeakRecovery,
            ["value_recovery"] = method.ValueRecovery,
            ["return"] = method.Return,
        }),
    };

    private static JsonObject Of(PayoffTable payoff, Projection projection)
    {
        var check = TheoremCheck.Of(payoff, projection);
        return new JsonObject
        {
            ["weighting"] = GameAnalysis.NameOf(projection),
            ["alpha"] = projection.Alpha,
            ["loss"] = projection.Loss,
            ["tables"] = Array(projection.Minimisers, minimiser => Table(minimiser.Table)),
            ["greedy_sets"] = Array(projection.Minimisers, minimiser => JointActions(minimiser.GreedySet)),
            ["weak_recovery"] = check.WeakRecovery,
            ["greedy_recovery"] = check.GreedyRecovery,
            ["value_recovery"] = check.ValueRecovery,
        };
    }

    private static JsonArray JointActions(IReadOnlyList<IReadOnlyList<int>> joints) => Array(joints, Numbers);

    /// <summary>A table as nested arrays.</summary>
    public static JsonNode Table(PayoffTable table)
    {
        JsonNode[] level = [.. table.Values.ToArray().Select(value => JsonValue.Create(value))];
        for (int agent = 0; agent < table.Agents; agent++)
        {
            level = [.. level.Chunk(table.Actions).Select(row => new JsonArray(row))];
        }

        return level[0];
    }

    private static JsonArray Numbers(IReadOnlyList<int> numbers) => Array(numbers, number => JsonValue.Create(number));

    // What is no finite number is null, as everywhere.
    private static JsonArray Numbers(IReadOnlyList<double> numbers) =>
        Array(numbers, number => double.IsFinite(number) ? JsonValue.Create(number) : null);

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> node) => new([.. items.Select(node)]);
}
