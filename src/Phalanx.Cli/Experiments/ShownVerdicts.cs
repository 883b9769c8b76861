using System.Text.Json.Nodes;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Verdicts;
using Phalanx.Settings;

namespace Phalanx.Cli.Experiments;

/// <summary>How verdicts are told: a line for every claim with the numbers that decide it, and the same as a document.</summary>
internal static class ShownVerdicts
{
    /// <summary>Prints the experiment's own line and one for every claim.</summary>
    public static void Print(TextWriter output, ExperimentVerdict verdict)
    {
        output.WriteLine($"{verdict.Experiment.Name}{(verdict.IsReduced ? " (reduced)" : "")}: {verdict.Summary}");
        foreach (string remark in verdict.Remarks)
        {
            output.WriteLine($"  {remark}");
        }

        foreach (ClaimVerdict claim in verdict.Claims)
        {
            output.WriteLine($"{claim.Words}: {ClaimText.Says(claim.Claim)} ({claim.Claim.Place})");
            output.WriteLine($"  {VerdictText.Numbers(claim)}");
        }
    }

    /// <summary>The claims of the document that <c>reproduce --json</c> prints.</summary>
    public static JsonArray Document(ExperimentVerdict verdict)
    {
        JsonNode[] claims = [.. verdict.Claims.Select(Document)];
        return new JsonArray(claims);
    }

    private static JsonObject Document(ClaimVerdict verdict)
    {
        JsonObject document = new()
        {
            ["id"] = verdict.Claim.Id,
            ["says"] = verdict.Claim.Says,
            ["place"] = verdict.Claim.Place,
            ["source"] = SettingName.Of(verdict.Claim.Source.ToString()),
            ["verdict"] = verdict.Verdict.Text(),
        };
        AddNumbers(document, verdict.Deciding);
        if (VerdictText.ReasonOf(verdict) is { } reason)
        {
            document["reason"] = reason;
        }

        document["parts"] = new JsonArray([.. verdict.Parts.Select(Document)]);

        if (verdict.OwnSettings.Count > 0)
        {
            document["settings_of_ours"] = new JsonArray([.. verdict.OwnSettings.Select(Document)]);
        }

        return document;
    }

    private static JsonNode Document(PartVerdict part)
    {
        JsonObject document = new() { ["arm"] = part.Arm, ["environment"] = part.Environment, ["verdict"] = part.Verdict.Text() };
        AddNumbers(document, part);
        if (part.Reason is { } reason)
        {
            document["reason"] = reason;
        }

        return document;
    }

    private static void AddNumbers(JsonObject document, PartVerdict? part)
    {
        document["value"] = Finite(part?.Value);
        if (part is { Against: { } against })
        {
            document["against"] = Finite(against);
        }

        if (part is { Delta: { } delta })
        {
            document["delta"] = Finite(delta);
        }

        if (part is { Interval: { } interval })
        {
            document["interval"] = new JsonArray(Finite(interval.Low), Finite(interval.High));
        }

        document["n"] = part?.Runs ?? 0;
    }

    private static JsonNode Document(OwnSetting setting) => new JsonObject
    {
        ["path"] = setting.Path,
        ["value"] = setting.Text,
        ["source"] = setting.Source,
        ["arms"] = new JsonArray([.. setting.Arms.Select(arm => JsonValue.Create(arm))]),
    };

    // What is never reached is infinite, which JSON has no word for.
    private static JsonNode? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
