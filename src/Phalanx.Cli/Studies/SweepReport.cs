using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cli.Training;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Cli.Studies;

/// <summary>The cells of a sweep, how far each is, and what it came to.</summary>
internal static class SweepReport
{
    /// <summary>A table for people, a line a cell.</summary>
    public static void Print(TextWriter output, IReadOnlyList<(PlannedCell Cell, CellState State)> cells)
    {
        int width = cells.Max(cell => StudyWords.Name(cell.Cell).Length);
        output.WriteLine();
        output.WriteLine($"{"cell".PadRight(width)}  {"t_env",12}  {"return",10}  {"won",8}  {"seconds",10}");
        foreach ((PlannedCell cell, CellState state) in cells)
        {
            string name = StudyWords.Name(cell).PadRight(width);
            output.WriteLine(state.Summary is { } summary
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}  {summary.TEnv,12}  {Figure(summary, MetricsColumns.TestReturnMean),10}  {Figure(summary, MetricsColumns.TestBattleWonMean),8}  {summary.WallSeconds,10:F0}")
                : $"{name}  {Words(cell, state)}");
        }
    }

    /// <summary>The same for other programs.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="failed">Why cells failed that were trained just now.</param>
    public static JsonObject Document(
        StudyPlan plan, IReadOnlyList<(PlannedCell Cell, CellState State)> cells, IReadOnlyDictionary<PlannedCell, string> failed) => new()
        {
            ["study"] = plan.Name,
            ["cells"] = new JsonArray([.. cells.Select(cell => Document(cell.Cell, cell.State, failed.GetValueOrDefault(cell.Cell)))]),
        };

    private static JsonObject Document(PlannedCell cell, CellState state, string? failure) => new()
    {
        ["id"] = cell.Id,
        ["algorithm"] = cell.Cell.Settings.AlgorithmName,
        ["environment"] = cell.Cell.Settings.EnvironmentName,
        ["set"] = new JsonArray([.. cell.Set.Select(assignment => JsonValue.Create(assignment))]),
        ["seed"] = cell.Cell.Seed,
        ["steps"] = cell.Cell.Steps,
        ["run"] = state.Path,
        ["state"] = state.Progress.ToString().ToLowerInvariant(),
        ["t_env"] = state.TEnv,
        ["damage"] = state.Damage,
        ["failure"] = failure,
        ["final"] = state.Summary is { } summary
            ? new JsonObject(summary.Final.Select(figure => new KeyValuePair<string, JsonNode?>(figure.Key, double.IsFinite(figure.Value) ? figure.Value : null)))
            : null,
    };

    private static string Figure(RunSummary summary, string name) => summary.Final.TryGetValue(name, out double value) ? Figures.Number(value) : "";

    private static string Words(PlannedCell cell, CellState state) => state.Progress switch
    {
        CellProgress.Begun => string.Create(CultureInfo.InvariantCulture, $"saved at t_env {state.TEnv} of {cell.Cell.Steps}"),
        CellProgress.Damaged => $"damaged: {state.Damage}",
        CellProgress.Failed => string.Create(CultureInfo.InvariantCulture, $"failed at t_env {state.TEnv}: {state.Damage}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"missing, {cell.Cell.Steps} steps"),
    };
}
