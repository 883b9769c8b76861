using System.Text.Json.Nodes;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;

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
        ["claims"] = ShownVerdicts.Document(reproduced.Verdict),
        ["cells"] = new JsonObject
        {
            ["done"] = reproduced.Count.Done,
            ["missing"] = reproduced.Count.Missing,
            ["failed"] = reproduced.Count.Failed,
        },
    };
}
