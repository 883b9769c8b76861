using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;

namespace Phalanx.Cli.Clusters;

/// <summary>How it stands with a cluster, for people and for other programs.</summary>
internal static class ClusterReport
{
    /// <summary>Machines, then studies with the cells that run or failed.</summary>
    public static void Print(TextWriter output, HubStatus status)
    {
        output.WriteLine($"class: {(status.Class is null ? "that of the first worker" : Shown.Name(status.Class))}");
        double[] rates = [.. status.Studies.SelectMany(study => study.Shown).Select(cell => cell.Rate).Where(rate => rate > 0).Order()];
        foreach (string trouble in status.Troubles)
        {
            output.WriteLine($"trouble: {Shown.Sentence(trouble)}");
        }

        foreach (WorkerStatus worker in status.Workers)
        {
            string note = worker.Note is null ? "" : $", {Shown.Sentence(worker.Note)}";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"worker {worker.Name}: {worker.Busy} of {worker.Slots} slots busy, heard of {worker.LastReportSeconds:F0} s ago{note}"));
        }

        foreach ((StudyStatus study, CellStatus cell) in status.Studies.SelectMany(study => study.InDoubt.Select(cell => (study, cell))))
        {
            output.WriteLine($"ALARM: {DoubtOf(study.Name, cell)}");
        }

        foreach (StudyStatus study in status.Studies)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"study {study.Name}: {study.Done} of {study.Cells} cells done, {study.Failed} failed or taken out"));
            foreach (CellStatus cell in study.Shown.Except(study.InDoubt))
            {
                output.WriteLine(Line(cell, rates.Length > 0 ? rates[rates.Length / 2] : 0));
            }
        }
    }

    /// <summary>Which machines came to different results, and what can be done.</summary>
    public static string DoubtOf(string study, CellStatus cell) =>
        $"{study}/{cell.Cell} is in doubt: {Shown.Sentence(cell.Message ?? "")}; the first result stands until 'cluster retry {study}/{cell.Cell}' lets another attempt decide";

    /// <summary>Whether a cell of any study is in doubt.</summary>
    public static bool HasDoubt(HubStatus status) => status.Studies.Any(study => study.InDoubt.Any());

    /// <summary>The same as a document.</summary>
    public static JsonObject Document(string hub, HubStatus status) => new()
    {
        ["hub"] = hub,
        ["class"] = status.Class,
        ["studies"] = new JsonArray([.. status.Studies.Select(Document)]),
        ["workers"] = new JsonArray(
        [
            .. status.Workers.Select(worker => new JsonObject
            {
                ["name"] = worker.Name,
                ["class"] = worker.Class,
                ["slots"] = worker.Slots,
                ["busy"] = worker.Busy,
                ["last_report_seconds"] = worker.LastReportSeconds,
                ["note"] = worker.Note,
            }),
        ]),
        ["troubles"] = new JsonArray([.. status.Troubles.Select(trouble => JsonValue.Create(trouble))]),
    };

    private static JsonObject Document(StudyStatus study) => new()
    {
        ["name"] = study.Name,
        ["class"] = study.Class,
        ["cells"] = study.Cells,
        ["done"] = study.Done,
        ["failed"] = study.Failed,
        ["running"] = new JsonArray([.. study.Shown.Where(cell => cell.Phase == "leased").Select(Document)]),
        ["in_doubt"] = new JsonArray([.. study.InDoubt.Select(Document)]),
        ["given_up"] = new JsonArray([.. study.Shown.Where(cell => cell.Phase == "failed").Select(Document)]),
    };

    private static JsonObject Document(CellStatus cell) => new()
    {
        ["cell"] = cell.Cell,
        ["worker"] = cell.Worker,
        ["epoch"] = cell.Epoch,
        ["t_env"] = cell.TEnv,
        ["steps"] = cell.Steps,
        ["rate"] = cell.Rate,
        ["message"] = cell.Message,
    };

    private static string Line(CellStatus cell, double median) => cell.Phase == "failed"
        ? $"  {cell.Cell}: failed: {Shown.Sentence(cell.Message ?? "")}"
        : string.Create(
            CultureInfo.InvariantCulture, $"  {cell.Cell}: {cell.TEnv} of {cell.Steps} on {cell.Worker}, {cell.Rate:F0} steps a second{Slow(cell, median)}");

    private static string Slow(CellStatus cell, double median) => cell.Rate > 0 && cell.Rate * 2 < median
        ? string.Create(CultureInfo.InvariantCulture, $", less than half of the median {median:F0}")
        : "";
}
