using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>A <c>metrics.csv</c> in memory, for reports. A last row that is still being written is not part of it.</summary>
public sealed class MetricsTable
{
    private readonly string _path;
    private readonly double?[][] _values;
    private readonly long[] _tEnv;

    private MetricsTable(string path, string[] columns, int rows)
    {
        _path = path;
        Columns = columns;
        _values = Array.ConvertAll(columns, _ => new double?[rows]);
        _tEnv = new long[rows];
    }

    /// <summary>The names of the columns in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows => _tEnv.Length;

    /// <summary>When the evaluations were made; every one later than the one before.</summary>
    public IReadOnlyList<long> TEnv => _tEnv;

    /// <summary>A column's figures, row by row; null where the field is empty.</summary>
    /// <exception cref="UserErrorException">There is no such column; the message names the nearest.</exception>
    public IReadOnlyList<double?> this[string column]
    {
        get
        {
            for (int i = 0; i < Columns.Count; i++)
            {
                if (Columns[i] == column)
                {
                    return _values[i];
                }
            }

            string advice = NearestName.Advice(column, Columns, otherwise: $"; it has {string.Join(", ", Columns)}");
            throw new UserErrorException($"'{_path}' has no column '{column}'{advice}");
        }
    }

    /// <summary>Reads the file, which may be growing meanwhile.</summary>
    /// <exception cref="UserErrorException">The file is missing, damaged or none of this kind.</exception>
    public static MetricsTable Read(string path)
    {
        byte[] content = ReadBytes(path);
        return Parse(path, Encoding.UTF8.GetString(content, 0, content.AsSpan().LastIndexOf((byte)'\n') + 1));
    }

    /// <summary>The file's bytes.</summary>
    internal static byte[] ReadBytes(string path) =>
        SharedReading.AllOf(path, Array.MaxLength) ?? throw new UserErrorException($"there are no metrics at '{path}'");

    /// <summary>Parses lines that all end.</summary>
    internal static MetricsTable Parse(string path, string text)
    {
        // What follows the last line end is empty.
        string[] lines = text.Split('\n')[..^1];
        string[] columns = MetricsLines.Columns(path, lines is [string header, ..] ? header : "");
        var table = new MetricsTable(path, columns, lines.Length - 1);
        double?[] values = new double?[columns.Length];
        for (int row = 0; row < table.Rows; row++)
        {
            table._tEnv[row] = MetricsLines.Row(path, row, lines[row + 1], columns, row > 0 ? table._tEnv[row - 1] : null, values);
            for (int column = 0; column < values.Length; column++)
            {
                table._values[column][row] = values[column];
            }
        }

        return table;
    }
}
