using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Runs;

/// <summary>
/// One column of a run, row by row, and the figures that are read off it. Rows without a value count in none of them. A test is made at the end of the
/// episode in which it falls due, so a row may lie some steps past a bound that it belongs to: a test belongs where it was due.
/// </summary>
/// <param name="Interval">The environment steps between two tests.</param>
/// <param name="Steps">The environment steps of the rows, ascending.</param>
/// <param name="Values">The values; null where the field is empty.</param>
public sealed record RunCurve(long Interval, IReadOnlyList<long> Steps, IReadOnlyList<double?> Values)
{
    /// <summary>How many rows <see cref="Tail"/> takes by default: one test of few episodes is noisy.</summary>
    public const int TailRows = 5;

    /// <summary>Whether no row has a value.</summary>
    public bool IsEmpty => Values.All(value => value is null);

    private IEnumerable<double> Measured => Values.OfType<double>();

    /// <summary>The part up to a step. Schedules are absolute steps, so it is what a run of that length would have.</summary>
    /// <param name="step">The last step that belongs to it.</param>
    public RunCurve UpTo(long step) => Within(double.NegativeInfinity, step);

    /// <summary>A part.</summary>
    /// <param name="after">The last step before it.</param>
    /// <param name="until">The last step that belongs to it.</param>
    public RunCurve Within(double after, long until)
    {
        int[] kept = [.. Enumerable.Range(0, Steps.Count).Where(row => DueAt(Steps[row]) > after && DueAt(Steps[row]) <= until)];
        return kept.Length == Steps.Count ? this : new RunCurve(Interval, [.. kept.Select(row => Steps[row])], [.. kept.Select(row => Values[row])]);
    }

    /// <summary>The mean of the last rows, of fewer where there are fewer.</summary>
    /// <param name="rows">How many.</param>
    /// <returns>Null without a value.</returns>
    public double? Tail(int rows = TailRows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        return LearningCurve.Area([.. Measured.TakeLast(rows).Select(value => (double?)value)]);
    }

    /// <summary>The greatest value; null without one.</summary>
    public double? Best() => Values.Max();

    /// <summary>The least value; null without one.</summary>
    public double? Worst() => Values.Min();

    /// <summary>The last value of a test that was due by a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Null without one.</returns>
    public double? At(double step) => Steps.Zip(Values).TakeWhile(row => DueAt(row.First) <= step).LastOrDefault(row => row.Second is not null).Second;

    /// <summary>The first step from which on two rows, one after the other, reach a threshold; infinity without one.</summary>
    /// <param name="threshold">The threshold.</param>
    public double First(double threshold) => LearningCurve.FirstConfirmed(Steps, Values, threshold);

    /// <summary>The mean of all rows.</summary>
    /// <returns>Null without a value.</returns>
    public double? Area() => LearningCurve.Area(Values);

    private long DueAt(long step) => AlignedCurves.PlaceOf(step, Interval) * Interval;
}
