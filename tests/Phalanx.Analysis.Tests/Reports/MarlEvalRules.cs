using System.Text.Json.Nodes;

namespace Phalanx.Analysis.Tests.Reports;

/// <summary>What marl-eval demands of a file, as section 5 of the specification of experiments lists it.</summary>
internal static class MarlEvalRules
{
    /// <summary>The rules that a document breaks, in sentences.</summary>
    public static IReadOnlyList<string> Broken(JsonObject document)
    {
        List<string> broken = [];
        foreach ((string environment, JsonNode? tasks) in document)
        {
            JsonObject[] runs = [.. from task in tasks!.AsObject() from arm in task.Value!.AsObject() from run in arm.Value!.AsObject() select run.Value!.AsObject()];
            string[] arms = [.. tasks!.AsObject().SelectMany(task => task.Value!.AsObject().Select(arm => arm.Key))];
            Require(arms.All(arm => !arm.Contains(',', StringComparison.Ordinal)), "a name of an algorithm has a comma");
            Require(!arms.Any(arm => arm.Any(char.IsUpper)), "a name of an algorithm is not in lower case");
            Require(
                tasks!.AsObject().Select(task => string.Join(' ', task.Value!.AsObject().Select(arm => arm.Key).Order())).Distinct().Count() == 1,
                $"the tasks of {environment} have different algorithms");
            Require(
                tasks!.AsObject().SelectMany(task => task.Value!.AsObject()).Select(arm => string.Join(' ', arm.Value!.AsObject().Select(run => run.Key))).Distinct().Count() == 1,
                "runs have different keys");
            Require(runs.Select(run => string.Join(' ', run.Select(step => step.Key))).Distinct().Count() == 1, "steps have different keys");
            Require(runs.All(run => run.Count(step => step.Key.Contains("absolute", StringComparison.Ordinal)) == 1), "a run has not one absolute step");
            Require(
                runs.SelectMany(run => run).Select(step => string.Join(' ', Metrics(step.Value!).Select(metric => metric.Key).Order())).Distinct().Count() == 1,
                "a metric is in some steps and not in others");
            Require(
                runs.SelectMany(run => run).SelectMany(step => Metrics(step.Value!)).All(metric => metric.Value is JsonArray { Count: > 0 } list && list.All(value => value is not null)),
                "a metric is no list of numbers");
            Require(runs.All(run => !run["absolute_metrics"]!.AsObject().ContainsKey("step_count")), "the absolute step has a step_count");
            Require(runs.All(HasEqualIntervals), "tests are not at equal distances from 0 on");
        }

        return broken;

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                broken.Add(rule);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Metrics(JsonNode step) =>
        step.AsObject().Where(entry => !entry.Key.Contains("step_count", StringComparison.Ordinal));

    private static bool HasEqualIntervals(JsonObject run)
    {
        long[] counts = [.. run.Where(step => step.Key != "absolute_metrics").Select(step => step.Value!["step_count"]!.GetValue<long>())];
        return counts.Index().All(step => step.Item == counts[0] * (step.Index + 1));
    }
}
