using System.Text;
using Phalanx.Analysis.Figures;

namespace Phalanx.Analysis.Reports;

/// <summary>
/// A report as one page of HTML that needs nothing else: no network, no script, no other file. Links lead to the files beside it. Equal runs
/// and an equal seed give equal bytes.
/// </summary>
public sealed partial class ReportPage
{
    private const int MostPairs = 40;

    // More arms than this are not put side by side, since neither a telephone nor a sheet of paper is wide enough.
    private const int MostColumns = 4;

    private readonly Report _report;
    private readonly IReadOnlyDictionary<string, string> _slugs;
    private readonly List<Figure> _figures = [];
    private readonly List<(string Id, string Heading)> _contents = [];
    private readonly StringBuilder _body = new();

    private ReportPage(Report report)
    {
        _report = report;
        _slugs = Slug.Unique(report.Tasks.Select(task => task.Task).Concat(report.Comparisons.Select(comparison => $"compare {comparison.Title}")));
    }

    /// <summary>The page.</summary>
    public string Content { get; private set; } = "";

    /// <summary>The figures that stand in it, which are written as files too.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="files">The files beside the page, other than figures.</param>
    /// <param name="notes">What is to be told of these files, in sentences.</param>
    public static ReportPage Of(Report report, IReadOnlyList<string> files, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(notes);
        var page = new ReportPage(report);
        page.AddLeftOut();
        foreach (Comparison comparison in report.Comparisons)
        {
            page.AddComparison(comparison);
        }

        page.AddAcross();
        foreach (TaskResult task in report.Tasks)
        {
            page.AddTask(task);
        }

        page.AddAbsolute();
        page.AddRuns();
        page.AddMethod();
        page.AddFiles(files, notes);
        page.Content = page.Assemble();
        return page;
    }

    private string Assemble()
    {
        string title = $"Report on {Count(_report.Runs.Count(), "run")}";
        string summary = $"{Count(_report.Runs.Count(), "finished run")} in {Count(_report.Groups.Count, "group")} of equal settings, on {Count(_report.Tasks.Count, "task")}.";
        string contents = string.Concat(_contents.Select(entry => $"<li><a href=\"#{entry.Id}\">{Html.Text(entry.Heading)}</a></li>\n"));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
            <link rel="icon" href="data:,">
            <title>{Html.Text(title)}</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <header>
            <h1>{Html.Text(title)}</h1>
            {Html.Paragraph(summary)}</header>
            <nav aria-label="Contents">
            <ul>
            {contents}</ul>
            </nav>
            <main>
            {_body}</main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private void AddSection(string id, string heading, string content)
    {
        _contents.Add((id, heading));
        _body.Append(Html.Section(id, heading, content));
    }

    private string Show(Figure? figure, string caption)
    {
        if (figure is null)
        {
            return "";
        }

        _figures.Add(figure);
        return Html.Figure(figure, caption);
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{Numbers.Shown((long)number)} {thing}s";
}
