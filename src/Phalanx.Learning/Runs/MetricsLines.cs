using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>Reads single lines of a <c>metrics.csv</c>. What is wrong with one is told in a sentence that names it.</summary>
internal static class MetricsLines
{
    /// <summary>The columns that the first line names.</summary>
    /// <exception cref="UserErrorException">It is no such line.</exception>
    public static string[] Columns(string path, string header)
    {
        string[] columns = header.Split(',');
        return columns.Take(MetricsColumns.Common.Count).SequenceEqual(MetricsColumns.Common)
            ? columns
            : throw new UserErrorException(
                $"'{path}' is not a metrics file: it does not begin with the columns {string.Join(',', MetricsColumns.Common)}");
    }

    /// <summary>Reads a row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="row">The row's number, from zero.</param>
    /// <param name="line">The line without its end.</param>
    /// <param name="columns">The columns of the file.</param>
    /// <param name="before">The <c>t_env</c> of the row before; null for the first.</param>
    /// <param name="values">Receives the figures; null where a field is empty.</param>
    /// <returns>The row's <c>t_env</c>.</returns>
    /// <exception cref="UserErrorException">The line is damaged.</exception>
    public static long Row(string path, int row, ReadOnlySpan<char> line, IReadOnlyList<string> columns, long? before, Span<double?> values)
    {
        // Lines count from one, and the header is one.
        string place = $"line {row + 2} of '{path}'";
        int fields = line.Count(',') + 1;
        if (fields != columns.Count)
        {
            throw new UserErrorException($"{place} has {fields} fields where the header has {columns.Count}");
        }

        int column = 0;
        long tEnv = 0;
        foreach (Range range in line.Split(','))
        {
            ReadOnlySpan<char> field = line[range];
            values[column] = Figure(place, columns[column], field);
            if (column == 0 && !long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out tEnv))
            {
                throw new UserErrorException($"{place} has '{field}' for t_env, which is not a whole number");
            }

            column++;
        }

        return before is null || tEnv > before
            ? tEnv
            : throw new UserErrorException($"{place} is of t_env {tEnv}, but the line before it of {before}");
    }

    private static double? Figure(string place, string column, ReadOnlySpan<char> field)
    {
        if (field.Length == 0)
        {
            return null;
        }

        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new UserErrorException($"{place} has '{field}' for {column}, which is not a number");
    }
}
