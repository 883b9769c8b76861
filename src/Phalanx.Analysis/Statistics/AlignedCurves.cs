namespace Phalanx.Analysis.Statistics;

/// <summary>
/// The curves of several runs at common steps. A test is made at the end of the episode in which it falls due, so rows of equal settings lie
/// a few steps apart. A row belongs to the multiple of the evaluation interval that it is due to: floor(t_env / interval).
/// </summary>
/// <param name="Steps">The multiples of the interval that every run has a row for, ascending. A curve ends with its shortest run.</param>
/// <param name="Rows">For every run the indices of its rows at these steps.</param>
public sealed record AlignedCurves(IReadOnlyList<long> Steps, IReadOnlyList<IReadOnlyList<int>> Rows)
{
    /// <summary>Aligns.</summary>
    /// <param name="runs">For every run the steps of its rows, ascending; at least one run.</param>
    /// <param name="interval">The evaluation interval, at least 1.</param>
    public static AlignedCurves Of(IReadOnlyList<IReadOnlyList<long>> runs, long interval)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count, nameof(runs));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(interval);
        Dictionary<long, int>[] places = [.. runs.Select(steps => Places(steps, interval))];
        long[] common = [.. places[0].Keys.Where(place => places.All(run => run.ContainsKey(place))).Order()];
        return new AlignedCurves(
            [.. common.Select(place => place * interval)],
            [.. places.Select(run => (IReadOnlyList<int>)[.. common.Select(place => run[place])])]);
    }

    /// <summary>The values of a run at the common steps.</summary>
    /// <param name="run">Which run.</param>
    /// <param name="values">Its values, row by row; a row without one gives what is not a number.</param>
    public double[] Pick(int run, IReadOnlyList<double?> values) => [.. Rows[run].Select(row => values[row] ?? double.NaN)];

    /// <summary>Which multiple of the evaluation interval the row of a step was due to.</summary>
    /// <param name="step">The step.</param>
    /// <param name="interval">The evaluation interval, at least 1.</param>
    public static long PlaceOf(long step, long interval) => step / interval;

    private static Dictionary<long, int> Places(IReadOnlyList<long> steps, long interval)
    {
        Dictionary<long, int> places = [];
        for (int row = 0; row < steps.Count; row++)
        {
            places[PlaceOf(steps[row], interval)] = row;
        }

        return places;
    }
}
