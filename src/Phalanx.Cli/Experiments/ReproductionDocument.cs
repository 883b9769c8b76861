using System.Text.Json.Nodes;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;

namespace Phalanx.Cli.Experiments;

/// <summary>Reproduced experiments for other programs.</summary>
internal static class ReproductionDocument
{
    /// <summary>The document of an experiment, or of a family with one for each panel.</summary>
    public static JsonObject Of(NamedExperiments named, IReadOnlyList<ReproducedExperiment> reproduced, IReadOnlyList<string> written, TimeSpan time)
    {
        JsonObject document = named.Family is null
            ? Of(reproduced[0])
            : new JsonObject { ["experiment"] = named.Name, ["experiments"] = new JsonArray([.. reproduced.Select(Of)]) };
        document["written"] = new JsonArray([.. written.Select(file => JsonValue.Create(file))]);
        document["wall_seconds"] = time.TotalSeconds;
        return document;
    }

    private static JsonObject Of(ReproducedExperiment reproduced) => new()
    {
        ["experiment"] = reproduced.Experiment.Name,
        ["reduced"] = reproduced.Verdict.IsReduced,
        ["summary"] = reproduced.Verdict.Summary,
        ["environments"] = new JsonArray([.. ArmTable.All(reproduced).Select(table => Of(reproduced, table))]),
        ["paper_tables"] = new JsonArray([.. reproduced.Experiment.PaperValues.Tables.Select(Of)]),
        ["claims"] = ShownVerdicts.Document(reproduced.Verdict),
        ["cells"] = new JsonObject
        {
            ["done"] = reproduced.Count.Done,
            ["missing"] = reproduced.Count.Missing,
            ["failed"] = reproduced.Count.Failed,
        },
    };

    private static JsonObject Of(ReproducedExperiment reproduced, ArmTable table) => new JsonObject
    {
        ["id"] = table.Environment.Id,
        ["name"] = table.Environment.Name,
        ["statistic"] = table.Statistic,
        ["arms"] = new JsonArray([.. table.Rows.Select(Of)]),
        ["learned"] = new JsonArray([.. LearnedTables.All(reproduced, table.Environment).Select(Of)]),
    };

    private static JsonObject Of(ArmRow row) => new JsonObject
    {
        ["arm"] = row.Arm.Id,
        ["runs"] = row.Runs,
        ["result"] = row.Result,
        ["scores"] = new JsonArray([.. row.Scores.Select(score => double.IsFinite(score) ? JsonValue.Create(score) : null)]),
    };

    private static JsonObject Of(LearnedTables tables) => new JsonObject
    {
        ["arm"] = tables.Arm.Id,
        ["seed"] = tables.Seed,
        ["tables"] = new JsonObject(tables.Parts.Where(part => part.Ours.Count > 0).Select(part => new KeyValuePair<string, JsonNode?>(part.Name, Of(part.Ours)))),
    };

    private static JsonObject Of(PaperTable table) => new JsonObject
    {
        ["name"] = table.Name,
        ["arm"] = table.Arm,
        ["source"] = table.Source,
        ["tables"] = new JsonObject(table.Parts.Select(part => new KeyValuePair<string, JsonNode?>(part.Name, Of(part.Rows)))),
    };

    private static JsonArray Of(IReadOnlyList<IReadOnlyList<double?>> rows)
    {
        JsonNode[] nodes = [.. rows.Select(row => new JsonArray([.. row.Select(value => value is { } number ? JsonValue.Create(number) : null)]))];
        return new JsonArray(nodes);
    }
}
