using System.Net;
using System.Text;

namespace Phalanx.Analysis.Reports;

/// <summary>Parts of a page. All names and texts of a user go through <see cref="Text"/>.</summary>
internal static class Html
{
    /// <summary>A text as it may stand in a page.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A paragraph of a text.</summary>
    public static string Paragraph(string text) => $"<p>{Text(text)}</p>\n";

    /// <summary>A list of texts; empty without any.</summary>
    public static string List(IEnumerable<string> texts)
    {
        string items = string.Concat(texts.Select(text => $"<li>{Text(text)}</li>\n"));
        return items.Length == 0 ? "" : $"<ul>\n{items}</ul>\n";
    }

    /// <summary>A table of texts. The first columns are words, the others numbers.</summary>
    /// <param name="caption">What the table is.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="words">How many of the first columns hold words.</param>
    public static string Table(string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, int words = 1)
    {
        // A wide table is scrolled by itself, by the keyboard too. It is no landmark: two tables of a page may have one caption.
        var table = new StringBuilder($"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{Text(caption)}\"><table>\n<caption>{Text(caption)}</caption>\n<thead><tr>");
        for (int column = 0; column < header.Count; column++)
        {
            table.Append(column < words ? "<th scope=\"col\" class=\"w\">" : "<th scope=\"col\">").Append(Text(header[column])).Append("</th>");
        }

        table.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in rows)
        {
            table.Append("<tr>");
            for (int column = 0; column < row.Count; column++)
            {
                (string open, string close) = column == 0 ? ("<th scope=\"row\" class=\"w\">", "</th>") : column < words ? ("<td class=\"w\">", "</td>") : ("<td>", "</td>");
                table.Append(open).Append(Text(row[column])).Append(close);
            }

            table.Append("</tr>\n");
        }

        return table.Append("</tbody></table></div>\n").ToString();
    }

    /// <summary>A part of the page under a heading.</summary>
    public static string Section(string id, string heading, string content) =>
        $"<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{Text(heading)}</h2>\n{content}</section>\n";

    /// <summary>A figure with its caption, which links to its file.</summary>
    public static string Figure(Figures.Figure figure, string caption) =>
        $"<figure>\n{figure.Svg}<figcaption>{Text(caption)} <a href=\"figures/{figure.Name}.svg\">SVG</a></figcaption>\n</figure>\n";
}
