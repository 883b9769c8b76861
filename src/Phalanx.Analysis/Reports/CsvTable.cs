using System.Text;

namespace Phalanx.Analysis.Reports;

/// <summary>Makes a table in the form of RFC 4180: fields with a comma, a quote or a line end are quoted.</summary>
internal sealed class CsvTable
{
    private readonly StringBuilder _text = new();

    public CsvTable(params IReadOnlyList<string> header) => Add(header);

    public void Add(params IReadOnlyList<string> fields) => _text.AppendJoin(',', fields.Select(Quote)).Append('\n');

    public override string ToString() => _text.ToString();

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
