using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The first rows of a run's metrics beside those that it has when it is trained again. Fields are compared as they are written, byte for byte. A column
/// that only the second file has is of a later build and says nothing about the first; it is named and not compared.
/// </summary>
/// <param name="Rows">How many rows were compared.</param>
/// <param name="SameRows">How many rows from the first on are the same.</param>
/// <param name="First">The first field that differs; null where there is none.</param>
/// <param name="Added">Columns that only the second file has.</param>
/// <param name="Missing">Columns that only the first file has.</param>
public sealed record MetricsComparison(
    int Rows, int SameRows, MetricsDifference? First, IReadOnlyList<string> Added, IReadOnlyList<string> Missing)
{
    /// <summary>Whether the second file has all that the first one has, byte for byte.</summary>
    public bool Match => First is null && Missing.Count == 0;

    /// <summary>Compares the first rows of two files.</summary>
    /// <param name="before">The file of the run.</param>
    /// <param name="again">The file of the same run, trained again.</param>
    /// <param name="rows">How many rows; the first file has them.</param>
    /// <exception cref="UserErrorException">A file is missing or damaged.</exception>
    public static MetricsComparison Of(string before, string again, int rows)
    {
        string[][] first = FieldsOf(before, rows);
        string[][] second = FieldsOf(again, rows);
        string[] columns = first[0];
        string[] shared = [.. columns.Intersect(second[0])];
        string[] missing = [.. columns.Except(second[0])];
        string[] added = [.. second[0].Except(columns)];
        for (int row = 1; row < first.Length; row++)
        {
            foreach (string column in shared)
            {
                string kept = Field(first, row, column);
                string? made = row < second.Length ? Field(second, row, column) : null;
                if (kept != made)
                {
                    return new(first.Length - 1, row - 1, new MetricsDifference(row, first[row][0], column, kept, made), added, missing);
                }
            }
        }

        return new(first.Length - 1, first.Length - 1, null, added, missing);
    }

    private static string Field(string[][] lines, int row, string column) => lines[row][Array.IndexOf(lines[0], column)];

    /// <summary>The header and at most so many whole rows, each cut at its commas.</summary>
    private static string[][] FieldsOf(string path, int rows)
    {
        byte[] content = MetricsTable.ReadBytes(path);
        string text = Encoding.UTF8.GetString(content, 0, content.AsSpan().LastIndexOf((byte)'\n') + 1);
        MetricsTable.Parse(path, text); // refuses what is damaged
        return [.. text.Split('\n')[..^1].Take(1 + rows).Select(line => line.Split(','))];
    }
}
