using System.Globalization;
using Phalanx.Analysis.Experiments;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Results;

/// <summary>The table of all results in a folder, and the names of the experiments that have none.</summary>
public sealed class ResultsOverview
{
    /// <summary>The line before the table in a page that has more than it.</summary>
    public const string Begin = "<!-- results: written by reproduce --write -->";

    /// <summary>The line after the table.</summary>
    public const string End = "<!-- end of results -->";

    /// <summary>The page of the folder that has the table.</summary>
    public const string PageFile = "README.md";

    private readonly string _folder;
    private readonly Experiment[] _experiments;

    /// <summary>Reads the records of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="library">The experiments there are.</param>
    /// <exception cref="UserErrorException">A record is damaged.</exception>
    public ResultsOverview(string folder, ExperimentLibrary library)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(library);
        _folder = folder;
        _experiments = [.. library.Names.Select(name => library[name]).Where(named => named.Family is null && named.Answer is null).Select(named => named.Experiments[0])];
        Records = [.. _experiments.Select(RecordOf).OfType<ResultRecord>()];
    }

    /// <summary>The results, in the order of the experiments.</summary>
    public IReadOnlyList<ResultRecord> Records { get; }

    /// <summary>The table, with what was not run in plain words.</summary>
    /// <param name="prefix">What links begin with: the path of the folder, seen from the page.</param>
    public string Table(string prefix = "")
    {
        string table = Markdown.Table(
            ["experiment", "", "hold", "do not", "undecided", "cannot be checked", "runs"],
            Records.Select(record => (IReadOnlyList<string>)
            [
                Markdown.Link(record.Experiment, $"{prefix}{record.Experiment}.md"),
                Markdown.Text(record.Title) + (record.Scope.IsQuick ? " (reduced)" : ""),
                Whole(record.Holds), Whole(record.DoesNotHold), Whole(record.NotEnoughRuns), Whole(record.CannotBeChecked),
                record.RunsAsked == 0 ? "" : record.Runs == record.RunsAsked ? Whole(record.Runs) : $"{record.Runs} of {record.RunsAsked}",
            ]));
        string[] missing = [.. _experiments.Select(experiment => experiment.Name).Except(Records.Select(record => record.Experiment))];
        return missing.Length == 0 ? table : $"{table}\nNot run yet: {string.Join(", ", missing.Select(name => $"`{name}`"))}.\n";
    }

    /// <summary>A page with its table as it is now; what stands around the table is left alone.</summary>
    /// <param name="page">The page.</param>
    /// <param name="prefix">What links begin with.</param>
    /// <returns>The page; as it was where it has no place for the table.</returns>
    public string Within(string page, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(page);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        return begin < 0 || end < begin ? page : $"{page[..begin]}{Begin}\n\n{Table(prefix)}\n{page[end..]}";
    }

    /// <summary>Writes the table into the folder's own page, which is made if there is none.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public void Write()
    {
        string path = Path.Combine(_folder, PageFile);
        string page = File.Exists(path) ? SharedReading.AllText(path) : $"# Results\n\n{Begin}\n{End}\n";
        AtomicFile.WriteAllText(path, Within(page));
    }

    private static string Whole(int count) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture);

    private ResultRecord? RecordOf(Experiment experiment)
    {
        string path = Path.Combine(_folder, experiment.Paper, experiment.Slug + ResultsFolder.RecordEnding);
        return File.Exists(path) ? ResultRecord.Read(path) : null;
    }
}
