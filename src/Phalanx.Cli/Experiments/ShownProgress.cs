using System.Text.Json.Nodes;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Studies.Cells;

namespace Phalanx.Cli.Experiments;

/// <summary>How it is told how far the runs of experiments are: those of the working folder, and those that are kept elsewhere.</summary>
internal sealed class ShownProgress
{
    private readonly Dictionary<string, ExperimentProgress> _experiments = new(StringComparer.Ordinal);

    /// <summary>Looks up the cells of experiments, those of optional arms too.</summary>
    public ShownProgress(IReadOnlyList<Experiment> experiments, CellStore store, Library library)
    {
        var plan = new ReproductionPlan("show", experiments, new ExperimentScope(WithOptional: true), library.Environments, library.Algorithms);
        foreach (Experiment experiment in experiments)
        {
            _experiments.Add(experiment.Name, ExperimentProgress.Of(plan, experiment, store));
        }
    }

    /// <summary>What is finished of all experiments: <c>12 of 25 runs, 1 interrupted; about 3.2 h of two cores are left</c>. Null without runs.</summary>
    public string? Line() => Line([.. _experiments.Values]);

    /// <summary>The same of one experiment.</summary>
    public string? Line(Experiment experiment) => Line([_experiments[experiment.Name]]);

    /// <summary>The same of an arm, environment by environment. Null as long as there is nothing of the whole experiment.</summary>
    public string? Line(Experiment experiment, ExperimentArm arm)
    {
        ExperimentProgress progress = _experiments[experiment.Name];
        ArmProgress[] own = [.. progress.Arms.Where(each => each.Arm == arm)];
        return own.Length == 0 || progress.Arms.All(each => each.Missing == each.Asked)
            ? null
            : string.Join("; ", own.Select(each => $"{each.Finished} of {each.Asked} on {each.Environment.Id}{Rest(each.Interrupted, each.Damaged, each.Failed)}"));
    }

    /// <summary>What is finished of one experiment, for other programs.</summary>
    public JsonObject Document(Experiment experiment)
    {
        ExperimentProgress progress = _experiments[experiment.Name];
        ArmProgress[] asked = [.. progress.Arms.Where(each => !each.Arm.IsOptional)];
        return new JsonObject
        {
            ["finished"] = asked.Sum(each => each.Finished),
            ["interrupted"] = asked.Sum(each => each.Interrupted),
            ["missing"] = asked.Sum(each => each.Missing),
            ["damaged"] = asked.Sum(each => each.Damaged),
            ["failed"] = asked.Sum(each => each.Failed),
            ["hours_left"] = Rounded(ExperimentProgress.HoursLeftOf([progress], withOptional: false)),
            ["hours_left_all"] = Rounded(ExperimentProgress.HoursLeftOf([progress], withOptional: true)),
        };
    }

    /// <summary>The same of an arm, environment by environment.</summary>
    public JsonArray Document(Experiment experiment, ExperimentArm arm)
    {
        JsonNode[] rows =
        [
            .. _experiments[experiment.Name].Arms.Where(each => each.Arm == arm).Select(each => new JsonObject
            {
                ["environment"] = each.Environment.Id,
                ["finished"] = each.Finished,
                ["interrupted"] = each.Interrupted,
                ["missing"] = each.Missing,
                ["damaged"] = each.Damaged,
                ["failed"] = each.Failed,
                ["hours_left"] = Rounded(each.HoursLeft),
            }),
        ];
        return new JsonArray(rows);
    }

    private static string? Line(ExperimentProgress[] experiments)
    {
        ArmProgress[] asked = [.. experiments.SelectMany(experiment => experiment.Arms).Where(each => !each.Arm.IsOptional)];
        if (asked.Length == 0)
        {
            return null;
        }

        double left = ExperimentProgress.HoursLeftOf(experiments, withOptional: false);
        double all = ExperimentProgress.HoursLeftOf(experiments, withOptional: true);
        string times = all > left ? $"{Left(left)}, {ExperimentEstimate.Time(all)} with --all" : Left(left);
        return $"{asked.Sum(each => each.Finished)} of {asked.Sum(each => each.Asked)} runs{Rest(asked.Sum(each => each.Interrupted), asked.Sum(each => each.Damaged), asked.Sum(each => each.Failed))}; {times}";
    }

    private static string Left(double hours) => hours > 0 ? $"about {ExperimentEstimate.Time(hours)} of two cores are left" : "nothing is left to train";

    private static string Rest(int interrupted, int damaged, int failed) => string.Concat(
        interrupted > 0 ? $", {interrupted} interrupted" : "", damaged > 0 ? $", {damaged} damaged" : "", failed > 0 ? $", {failed} failed" : "");

    private static double Rounded(double hours) => Math.Round(hours, 4);
}
