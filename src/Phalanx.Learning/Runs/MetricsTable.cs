using System.Globalization;
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
    internal static byte[] ReadBytes(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"there are no metrics at '{path}'", failure);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{path}'", failure);
        }
    }

    /// <summary>Parses lines that all end.</summary>
    internal static MetricsTable Parse(string path, string text)
    {
        // What follows the last line end is empty.
        string[] lines = text.Split('\n')[..^1];
        if (lines.Length == 0 || !lines[0].Split(',').Take(MetricsColumns.Common.Count).SequenceEqual(MetricsColumns.Common))
        {
            throw new UserErrorException(
                $"'{path}' is not a metrics file: it does not begin with the columns {string.Join(',', MetricsColumns.Common)}");
        }

        var table = new MetricsTable(path, lines[0].Split(','), lines.Length - 1);
        for (int row = 0; row < table.Rows; row++)
        {
            table.ParseRow(row, lines[row + 1]);
        }

        return table;
    }

    private void ParseRow(int row, string line)
    {
        // Lines count from one, and the header is one.
        string place = $"line {row + 2} of '{_path}'";
        string[] fields = line.Split(',');
        if (fields.Length != Columns.Count)
        {
            throw new UserErrorException($"{place} has {fields.Length} fields where the header has {Columns.Count}");
        }

        for (int column = 0; column < fields.Length; column++)
        {
            _values[column][row] = ParseField(place, Columns[column], fields[column]);
        }

        if (!long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out _tEnv[row]))
        {
            throw new UserErrorException($"{place} has '{fields[0]}' for t_env, which is not a whole number");
        }

        if (row > 0 && _tEnv[row] <= _tEnv[row - 1])
        {
            throw new UserErrorException($"{place} is of t_env {_tEnv[row]}, but the line before it of {_tEnv[row - 1]}");
        }
    }

    private static double? ParseField(string place, string column, string field)
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
