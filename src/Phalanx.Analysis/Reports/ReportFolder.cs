using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Reports;

/// <summary>Writes a report to a folder: the page, and beside it the figures, tables and documents that it links to.</summary>
public static class ReportFolder
{
    /// <summary>The page.</summary>
    public const string PageFile = "index.html";

    /// <summary>The table of arms.</summary>
    public const string ArmsFile = "arms.csv";

    /// <summary>The table of all points of all curves.</summary>
    public const string CurvesFile = "curves.csv";

    /// <summary>The table of runs.</summary>
    public const string RunsFile = "runs.csv";

    /// <summary>The table of pairs of arms.</summary>
    public const string PairsFile = "pairs.csv";

    /// <summary>The table of the absolute metric, where it was asked for.</summary>
    public const string AbsoluteFile = "absolute.csv";

    /// <summary>The report as JSON.</summary>
    public const string DocumentFile = "report.json";

    private const string FilesKey = "files";

    // The documents are files of their own, never part of a page.
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Refuses a folder that holds something else, before a report is computed.</summary>
    /// <param name="folder">The folder. It need not exist.</param>
    /// <exception cref="UserErrorException">It holds files and is no report.</exception>
    public static void ThrowIfTaken(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, DocumentFile))))
        {
            throw new UserErrorException($"'{folder}' exists and is not a report; name a folder that is empty, or that a report may be replaced in");
        }
    }

    /// <summary>Writes. A report that is there is replaced.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="UserErrorException">It holds something else, or cannot be written.</exception>
    public static void Write(Report report, string folder)
    {
        ArgumentNullException.ThrowIfNull(report);
        ThrowIfTaken(folder);
        IReadOnlyList<MarlEvalFile> exports = MarlEvalFile.All(report);
        List<(string Name, string Text)> files =
        [
            (ArmsFile, ReportTables.Arms(report)),
            (CurvesFile, ReportTables.Curves(report)),
            (RunsFile, ReportTables.Runs(report)),
            (PairsFile, ReportTables.Pairs(report)),
            .. report.Absolute is null ? [] : new[] { (AbsoluteFile, ReportTables.Absolute(report)) },
            .. exports.Where(export => export.Document is not null).Select(export => (MarlEvalPath(export), export.Document!.ToJsonString(Compact) + "\n")),
        ];
        var page = ReportPage.Of(report, [.. files.Select(file => file.Name), DocumentFile], [.. exports.SelectMany(NotesOf)]);
        files.Insert(0, (PageFile, page.Content));
        files.AddRange(page.Figures.Select(figure => ($"figures/{figure.Name}.svg", figure.Svg)));
        JsonObject document = ReportDocument.Of(report);
        document[FilesKey] = new JsonArray([.. files.Select(file => (JsonNode)file.Name)]);
        try
        {
            RemoveReplaced(folder, files.Select(file => file.Name));
            foreach ((string name, string text) in files.Append((DocumentFile, document.ToJsonString(Format) + "\n")))
            {
                string path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write the report '{folder}'", failure);
        }
    }

    private static string MarlEvalPath(MarlEvalFile export) => $"marl-eval/{export.Family}/metrics.json";

    private static IEnumerable<string> NotesOf(MarlEvalFile export) => export.Notes
        .Prepend(export.Document is null ? "" : "raw values; its band for one task is 1.96 sd / √10 for any number of runs, which is right for 10 runs only")
        .Where(note => note.Length > 0)
        .Select(note => $"{MarlEvalPath(export)}: {note}.");

    /// <summary>Removes the files of a former report that this one does not have, by the list that the former one left.</summary>
    private static void RemoveReplaced(string folder, IEnumerable<string> kept)
    {
        string former = Path.Combine(folder, DocumentFile);
        if (!File.Exists(former))
        {
            return;
        }

        HashSet<string> names = [.. kept];
        foreach (string name in FormerFiles(former).Where(name => !names.Contains(name)))
        {
            File.Delete(Path.Combine(folder, name));
        }
    }

    private static string[] FormerFiles(string document)
    {
        try
        {
            // Only names that a report gives its files: the document may have been edited.
            return
            [
                .. JsonNode.Parse(SharedReading.AllText(document))?[FilesKey]?.AsArray().Select(name => name?.GetValue<string>() ?? "")
                    .Where(name => (name == AbsoluteFile || name.StartsWith("figures/", StringComparison.Ordinal) || name.StartsWith("marl-eval/", StringComparison.Ordinal))
                        && !name.Contains("..", StringComparison.Ordinal)) ?? [],
            ];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
