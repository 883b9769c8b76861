using System.Text.Json.Nodes;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Verdicts;
using Phalanx.Settings;

namespace Phalanx.Cli.Experiments;

/// <summary>Reproduced experiments for other programs.</summary>
internal static class ReproductionDocument
{
    /// <summary>The document of an experiment, or of a family with one for each panel.</summary>
    public static JsonObject Of(NamedExperiments named, IReadOnlyList<ReproducedExperiment> reproduced, TimeSpan time)
    {
        JsonObject document = named.Family is null
            ? Of(reproduced[0])
            : new JsonObject { ["experiment"] = named.Name, ["experiments"] = new JsonArray([.. reproduced.Select(Of)]) };
        document["wall_seconds"] = time.TotalSeconds;
        return document;
    }

    private static JsonObject Of(ReproducedExperiment reproduced) => new()
    {
        ["experiment"] = reproduced.Experiment.Name,
        ["reduced"] = reproduced.Verdict.IsReduced,
        ["summary"] = reproduced.Verdict.Summary,
        ["claims"] = new JsonArray([.. reproduced.Verdict.Claims.Select(Claim)]),
        ["cells"] = new JsonObject
        {
            ["done"] = reproduced.Count.Done,
            ["missing"] = reproduced.Count.Missing,
            ["failed"] = reproduced.Count.Failed,
        },
    };

    private static JsonObject Claim(ClaimVerdict verdict)
    {
        PartVerdict? part = verdict.Deciding;
        return new JsonObject
        {
            ["id"] = verdict.Claim.Id,
            ["says"] = verdict.Claim.Says,
            ["place"] = verdict.Claim.Place,
            ["source"] = SettingName.Of(verdict.Claim.Source.ToString()),
            ["verdict"] = verdict.Verdict.Text(),
            ["value"] = Number(part?.Value),
            ["against"] = Number(part?.Against),
            ["interval"] = part?.Interval is { } interval ? new JsonArray(Number(interval.Low), Number(interval.High)) : null,
            ["n"] = part?.Runs,
            ["reason"] = verdict.Reason ?? part?.Reason,
        };
    }

    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
