namespace Phalanx.Cli.Watching;

/// <summary>A curve in one line of text. It always shows all values: where there are more than cells, each cell is the mean of a share of them.</summary>
internal static class Sparkline
{
    /// <summary>A share without any value.</summary>
    public const char Gap = ' ';

    /// <summary>A share with a value that is not finite.</summary>
    public const char NotFinite = '·';

    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>Draws a curve.</summary>
    /// <param name="values">The values in their order; null where there is none.</param>
    /// <param name="width">The most cells.</param>
    /// <param name="range">What the lowest and the highest level stand for; null for the least and the largest of what is drawn.</param>
    /// <returns>A cell for each value, or <paramref name="width"/> cells where there are more values.</returns>
    public static string Draw(IReadOnlyList<double?> values, int width, (double Low, double High)? range = null)
    {
        double?[] cells = Means(values, Math.Max(0, width));
        (double low, double high) = range ?? RangeOf(cells);
        return string.Create(cells.Length, (cells, low, high), static (text, drawn) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = Cell(drawn.cells[i], drawn.low, drawn.high);
            }
        });
    }

    /// <summary>The means of equal shares; not a number where a share has a value that is none.</summary>
    private static double?[] Means(IReadOnlyList<double?> values, int width)
    {
        double?[] means = new double?[Math.Min(values.Count, width)];
        for (int cell = 0; cell < means.Length; cell++)
        {
            int end = (int)((cell + 1L) * values.Count / means.Length);
            int count = 0;
            for (int i = (int)((long)cell * values.Count / means.Length); i < end; i++)
            {
                if (values[i] is { } value)
                {
                    // A running mean, so that large values do not overflow in a sum. One that is not finite makes the mean so.
                    double before = means[cell] ?? 0;
                    means[cell] = before + ((value - before) / ++count);
                }
            }
        }

        return means;
    }

    private static (double Low, double High) RangeOf(double?[] cells)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double? cell in cells)
        {
            if (cell is { } value && double.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        return (low, high);
    }

    private static char Cell(double? cell, double low, double high)
    {
        if (cell is not { } value)
        {
            return Gap;
        }

        if (!double.IsFinite(value))
        {
            return NotFinite;
        }

        // Where all are equal, none is high or low. Halves, because the difference of large values may be infinite.
        double share = high > low ? ((value / 2) - (low / 2)) / ((high / 2) - (low / 2)) : 0.45;
        return Levels[(int)Math.Round(Math.Clamp(share, 0, 1) * (Levels.Length - 1))];
    }
}
