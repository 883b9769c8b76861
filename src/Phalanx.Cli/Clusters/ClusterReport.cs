using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;

namespace Phalanx.Cli.Clusters;

/// <summary>How it stands with a cluster, for people and for other programs.</summary>
internal static class ClusterReport
{
    /// <summary>In seconds: thousands of years, which a slow worker of a long study may tell, and the most that can be written as a time.</summary>
    private const double LongestTime = 9e11;

    /// <summary>Machines, then studies with the cells that run or failed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="hub">The hub that was asked; null where files were read.</param>
    /// <param name="status">How it stands.</param>
    public static void Print(TextWriter output, string? hub, HubStatus status)
    {
        if (hub is null)
        {
            output.WriteLine("as the journals tell: what workers reported since their last snapshots is not in them");
        }

        output.WriteLine($"class: {(status.Class is null ? "that of the first worker" : Shown.Name(status.Class))}");
        double[] rates = [.. status.Studies.SelectMany(study => study.Shown).Select(cell => cell.Rate).OfType<double>().Where(rate => rate > 0).Order()];
        foreach (string trouble in status.Troubles)
        {
            output.WriteLine($"trouble: {Shown.Sentence(trouble)}");
        }

        foreach (WorkerStatus worker in status.Workers)
        {
            output.WriteLine(Line(worker));
        }

        foreach ((StudyStatus study, CellStatus cell) in status.Studies.SelectMany(study => study.InDoubt.Select(cell => (study, cell))))
        {
            output.WriteLine($"ALARM: {DoubtOf(study.Name, cell)}");
        }

        foreach (StudyStatus study in status.Studies)
        {
            output.WriteLine(Line(study));
            foreach (CellStatus cell in study.Shown.Except(study.InDoubt))
            {
                output.WriteLine(Line(cell, rates.Length > 0 ? rates[rates.Length / 2] : 0));
            }

            if (study.Untold > 0)
            {
                output.WriteLine($"  {MoreOf(study)}");
            }
        }
    }

    /// <summary>Which machines came to different results, and what can be done.</summary>
    public static string DoubtOf(string study, CellStatus cell) =>
        $"{study}/{cell.Cell} is in doubt: {Shown.Sentence(cell.Message ?? "")}; the first result stands until 'cluster retry {study}/{cell.Cell}' lets another attempt decide";

    /// <summary>That cells are left out, and what tells of them.</summary>
    public static string MoreOf(StudyStatus study) => string.Create(
        CultureInfo.InvariantCulture,
        $"{study.Untold} more cells run, failed, were taken out or are in doubt, more than one message can tell; 'cluster status --folder' with the hub's studies tells all");

    /// <summary>Whether a cell of any study is in doubt.</summary>
    public static bool HasDoubt(HubStatus status) => status.Studies.Any(study => study.InDoubt.Any());

    /// <summary>The same as a document.</summary>
    /// <param name="hub">The hub that was asked; null where files were read.</param>
    /// <param name="status">How it stands.</param>
    public static JsonObject Document(string? hub, HubStatus status) => new()
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
        ["waiting"] = study.Waiting,
        ["rate"] = study.Rate,
        ["seconds_left"] = study.SecondsLeft,
        ["running"] = new JsonArray([.. study.Shown.Where(cell => cell.Phase == CellStatus.Leased).Select(Document)]),
        ["in_doubt"] = new JsonArray([.. study.InDoubt.Select(Document)]),
        ["given_up"] = new JsonArray([.. study.GivenUp.Select(Document)]),
        ["untold"] = study.Untold,
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

    private static string Line(WorkerStatus worker)
    {
        string slots = worker.Slots is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{worker.Busy} of {all} slots busy")
            : string.Create(CultureInfo.InvariantCulture, $"{worker.Busy} slots busy");
        string heard = worker.LastReportSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", heard of {seconds:F0} s ago") : "";
        return $"worker {Shown.Name(worker.Name)}: {slots}{heard}{(worker.Note is null ? "" : $", {Shown.Sentence(worker.Note)}")}";
    }

    private static string Line(StudyStatus study)
    {
        string rate = study.Rate is { } steps ? string.Create(CultureInfo.InvariantCulture, $"; {steps:F0} steps a second") : "";
        string left = study is { IsOver: false, SecondsLeft: { } seconds } ? $", {TimeSpan.FromSeconds(Math.Min(Math.Ceiling(seconds), LongestTime)).ToString("g", CultureInfo.InvariantCulture)} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"study {Shown.Name(study.Name)}: {study.Done} of {study.Cells} cells done, {study.Running} running, {study.Waiting} waiting, {study.Failed} failed or taken out{rate}{left}");
    }

    private static string Line(CellStatus cell, double median)
    {
        string name = Shown.Name(cell.Cell);
        if (cell.Phase is CellStatus.Failed or CellStatus.Cancelled)
        {
            return $"  {name}: {(cell.Phase == CellStatus.Failed ? "failed: " : "")}{Shown.Sentence(cell.Message ?? "")}";
        }

        string rate = cell.Rate is { } steps ? string.Create(CultureInfo.InvariantCulture, $", {steps:F0} steps a second{Slow(steps, median)}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"  {name}: {cell.TEnv} of {cell.Steps} on {Shown.Name(cell.Worker ?? "")}{rate}");
    }

    private static string Slow(double rate, double median) => rate > 0 && rate * 2 < median
        ? string.Create(CultureInfo.InvariantCulture, $", less than half of the median {median:F0}")
        : "";
}
