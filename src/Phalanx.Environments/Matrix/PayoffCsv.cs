using System.Globalization;
using System.Text;

namespace Phalanx.Environments.Matrix;

/// <summary>Payoffs of two agents: a line for each action of the first, a column for each action of the second.</summary>
internal sealed class PayoffCsv(string path)
{
    private const int LongestQuote = 20;

    private readonly List<double> _values = [];
    private int _columns;

    public PayoffTable Parse(byte[] content)
    {
        using StreamReader reader = new(new MemoryStream(content), Encoding.UTF8);
        int number = 0;
        int rows = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                ParseLine(line, number);
                rows++;
            }
        }

        return rows switch
        {
            0 => throw PayoffFile.Error(path, "it is empty"),
            _ when rows != _columns => throw PayoffFile.Error(
                path, $"it has {rows} lines of {_columns} numbers; both agents need the same number of actions"),
            _ => PayoffFile.TableOf(path, agents: 2, rows, _values),
        };
    }

    private void ParseLine(string line, int number)
    {
        string[] fields = line.Split(',');
        _columns = _columns == 0 ? fields.Length : _columns;
        if (fields.Length != _columns)
        {
            throw PayoffFile.Error(path, $"line {number} has {fields.Length} numbers where the first has {_columns}");
        }

        for (int column = 0; column < fields.Length; column++)
        {
            if (!double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !double.IsFinite(value))
            {
                throw PayoffFile.Error(path, $"line {number}, column {column + 1}: '{Quote(fields[column])}' is not a finite number");
            }

            PayoffFile.Add(path, _values, value);
        }
    }

    private static string Quote(string field)
    {
        string text = string.Concat(field.Trim().Select(letter => char.IsControl(letter) ? '?' : letter));
        return text.Length <= LongestQuote ? text : $"{text[..LongestQuote]}...";
    }
}
