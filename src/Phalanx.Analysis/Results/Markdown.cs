namespace Phalanx.Analysis.Results;

/// <summary>Parts of a page in Markdown.</summary>
internal static class Markdown
{
    /// <summary>A text within a line: what would start markup is escaped.</summary>
    public static string Text(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal);

    /// <summary>A link.</summary>
    public static string Link(string text, string target) => $"[{Text(text)}]({target.Replace(' ', '-')})";

    /// <summary>A table of cells that are Markdown already; empty without rows.</summary>
    public static string Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        string lines = string.Concat(rows.Select(Line));
        return lines.Length == 0 ? "" : Line(header) + Line([.. header.Select(_ => "---")]) + lines;
    }

    /// <summary>A part of the page under a heading; nothing without content.</summary>
    public static string Section(string heading, string content) => content.Length == 0 ? "" : $"\n## {heading}\n\n{content}";

    private static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
