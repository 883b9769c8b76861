namespace Phalanx.Analysis.Replays;

/// <summary>Named numbers, in the order in which they were added. One that there is not is not there, rather than 0.</summary>
public sealed class FigureList
{
    private readonly List<KeyValuePair<string, double>> _figures = [];

    /// <summary>The names and numbers.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> All => _figures;

    /// <summary>A number; null where there is none.</summary>
    public double? this[string name] => _figures.FindIndex(figure => figure.Key == name) is >= 0 and var place ? _figures[place].Value : null;

    /// <summary>The means of several lists: of every name over those lists that have it.</summary>
    public static FigureList MeanOf(IReadOnlyList<FigureList> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var means = new FigureList();
        foreach (string name in lists.SelectMany(list => list._figures).Select(figure => figure.Key).Distinct(StringComparer.Ordinal))
        {
            double[] values = [.. lists.Select(list => list[name]).OfType<double>()];
            means.Add(name, values.Sum() / values.Length);
        }

        return means;
    }

    /// <summary>Adds a number; none, and what is no number, is left out.</summary>
    public void Add(string name, double? value)
    {
        if (value is { } number && !double.IsNaN(number))
        {
            _figures.Add(KeyValuePair.Create(name, number));
        }
    }
}
