using System.Text.Json.Nodes;
using Phalanx.Analysis.Experiments;
using Phalanx.Settings;

namespace Phalanx.Cli.Experiments;

/// <summary>How an experiment is shown: its arms with their settings and sources, its claims with what the paper says, how long it takes, and what is finished.</summary>
internal static class ShownExperiment
{
    /// <summary>Prints what a name stands for.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="named">What the name stands for.</param>
    /// <param name="progress">How far its runs are.</param>
    /// <param name="library">The algorithms and environments there are.</param>
    public static void Print(TextWriter output, NamedExperiments named, ShownProgress progress, Library library)
    {
        if (named.Answer is { } answer)
        {
            output.WriteLine(answer);
            return;
        }

        if (named.Family is { } family)
        {
            output.WriteLine($"{family.Name}: {family.Title} ({family.Place})");
            output.WriteLine($"runs {string.Join(", ", family.Panels)}; {Times(ExperimentEstimate.Of(named.Experiments, library))}");
            PrintFinished(output, "", progress.Line());
        }

        foreach (Experiment experiment in named.Experiments)
        {
            if (named.Family is not null)
            {
                output.WriteLine();
            }

            Print(output, experiment, progress, library);
        }
    }

    /// <summary>The same as a document.</summary>
    public static JsonObject Document(NamedExperiments named, ShownProgress progress, Library library)
    {
        JsonNode[] experiments = [.. named.Experiments.Select(experiment => Document(experiment, progress, library))];
        return new JsonObject
        {
            ["name"] = named.Name,
            ["family"] = named.Family?.Title,
            ["answer"] = named.Answer,
            ["experiments"] = new JsonArray(experiments),
        };
    }

    private static void Print(TextWriter output, Experiment experiment, ShownProgress progress, Library library)
    {
        output.WriteLine($"{experiment.Name}: {experiment.Title} ({experiment.Place})");
        if (experiment.Arms.Count > 0)
        {
            string paper = experiment.Seeds.Paper is { } count ? $"the paper has {count}" : "the paper does not say how many it has";
            output.WriteLine($"seeds: {string.Join(", ", experiment.Seeds.Full)}; at least {experiment.Seeds.Least} for a verdict; {paper}");
        }

        output.WriteLine($"takes: {Times(ExperimentEstimate.Of([experiment], library))}");
        PrintFinished(output, "", progress.Line(experiment));
        PrintSettings(output, "  ", experiment.Settings);
        foreach (ExperimentEnvironment environment in experiment.Environments)
        {
            output.WriteLine($"on {environment.Id}: {environment.Name}");
            PrintSettings(output, "  ", environment.Settings);
        }

        foreach (ExperimentArm arm in experiment.Arms)
        {
            output.WriteLine($"arm {arm.Id}: {arm.Algorithm}{Remarks(arm)}");
            PrintSettings(output, "  ", arm.Settings);
            PrintFinished(output, "  ", progress.Line(experiment, arm));
        }

        foreach (Claim claim in experiment.Claims)
        {
            output.WriteLine($"claim {claim.Id}: {ClaimText.Says(claim)} ({claim.Place})");
            output.WriteLine($"  {ClaimText.Reads(claim)}");
        }

        foreach (string note in experiment.Notes)
        {
            output.WriteLine($"note: {note}");
        }
    }

    private static void PrintFinished(TextWriter output, string indent, string? finished)
    {
        if (finished is not null)
        {
            output.WriteLine($"{indent}finished: {finished}");
        }
    }

    private static string Times(ExperimentEstimate estimate)
    {
        string optional = estimate.HoursWithOptional > estimate.Hours ? $", {ExperimentEstimate.Time(estimate.HoursWithOptional)} with --all" : "";
        string quick = estimate.HoursQuick is { } hours && estimate.Cells > 0 ? $", {ExperimentEstimate.Time(hours)} with --quick" : "";
        return estimate.Cells == 0
            ? "seconds; it has no runs"
            : $"about {ExperimentEstimate.Time(estimate.Hours)} of two cores for {estimate.Cells} runs{optional}{quick}";
    }

    private static string Remarks(ExperimentArm arm) => string.Concat(
        arm.Label != arm.Id ? $", {arm.Label}" : "",
        arm.Preset is { } preset ? $", preset {preset}" : "",
        arm.Environments.Count > 0 ? $", on {string.Join(", ", arm.Environments)}" : "",
        arm.IsOptional ? ", only with --all" : "",
        arm.IsExtra ? ", beside the paper's comparison, so it is not ranked" : "",
        arm.Impossible is { } reason ? $", cannot be run: {reason}" : "");

    private static void PrintSettings(TextWriter output, string indent, IReadOnlyList<PlacedSetting> settings)
    {
        foreach (PlacedSetting setting in settings)
        {
            output.WriteLine($"{indent}{setting.Path}: {setting.Value.Text()}{(setting.Source.Length > 0 ? $" [{setting.Source}]" : "")}");
        }
    }

    private static JsonObject Document(Experiment experiment, ShownProgress progress, Library library)
    {
        ExperimentEstimate estimate = ExperimentEstimate.Of([experiment], library);
        JsonNode[] environments = [.. experiment.Environments.Select(each => new JsonObject { ["id"] = each.Id, ["name"] = each.Name, ["settings"] = Document(each.Settings) })];
        JsonNode[] claims = [.. experiment.Claims.Select(Document)];
        JsonNode[] notes = [.. experiment.Notes.Select(note => JsonValue.Create(note))];
        JsonNode[] arms = [.. experiment.Arms.Select(arm => Document(experiment, arm, progress))];
        JsonNode[] seeds = [.. experiment.Seeds.Full.Select(seed => JsonValue.Create(seed))];
        return new JsonObject
        {
            ["name"] = experiment.Name,
            ["title"] = experiment.Title,
            ["paper"] = experiment.Paper,
            ["place"] = experiment.Place,
            ["kind"] = SettingName.Of(experiment.Kind.ToString()),
            ["seeds"] = new JsonArray(seeds),
            ["settings"] = Document(experiment.Settings),
            ["environments"] = new JsonArray(environments),
            ["arms"] = new JsonArray(arms),
            ["claims"] = new JsonArray(claims),
            ["notes"] = new JsonArray(notes),
            ["cells"] = estimate.Cells,
            ["hours"] = Math.Round(estimate.Hours, 4),
            ["hours_all"] = Math.Round(estimate.HoursWithOptional, 4),
            ["hours_quick"] = estimate.HoursQuick is { } quick ? Math.Round(quick, 4) : null,
            ["progress"] = progress.Document(experiment),
        };
    }

    private static JsonObject Document(Experiment experiment, ExperimentArm arm, ShownProgress progress) => new()
    {
        ["id"] = arm.Id,
        ["label"] = arm.Label,
        ["algorithm"] = arm.Algorithm,
        ["preset"] = arm.Preset,
        ["settings"] = Document(arm.Settings),
        ["optional"] = arm.IsOptional,
        ["extra"] = arm.IsExtra,
        ["impossible"] = arm.Impossible,
        ["cells"] = progress.Document(experiment, arm),
    };

    private static JsonArray Document(IReadOnlyList<PlacedSetting> settings)
    {
        JsonNode[] rows = [.. settings.Select(setting => new JsonObject { ["path"] = setting.Path, ["value"] = setting.Value.Text(), ["source"] = setting.Source })];
        return new JsonArray(rows);
    }

    private static JsonObject Document(Claim claim) => new()
    {
        ["id"] = claim.Id,
        ["says"] = claim.Says,
        ["paraphrase"] = claim.IsParaphrase,
        ["place"] = claim.Place,
        ["source"] = SettingName.Of(claim.Source.ToString()),
        ["reads"] = ClaimText.Reads(claim),
        ["primary"] = claim.IsPrimary,
    };
}
