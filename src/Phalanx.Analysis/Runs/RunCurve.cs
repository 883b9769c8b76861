using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Runs;

/// <summary>One column of a run, row by row, and the figures that are read off it.</summary>
/// <param name="Steps">The environment steps of the rows, ascending.</param>
/// <param name="Values">The values; null where the field is empty.</param>
public sealed record RunCurve(IReadOnlyList<long> Steps, IReadOnlyList<double?> Values)
{
    /// <summary>How many rows <see cref="Tail"/> takes by default: one test of few episodes is noisy.</summary>
    public const int TailRows = 5;

    /// <summary>The part up to a step. Schedules are absolute steps, so it is what a run of that length would have.</summary>
    /// <param name="step">The last step that belongs to it.</param>
    public RunCurve UpTo(long step)
    {
        int rows = Steps.TakeWhile(at => at <= step).Count();
        return rows == Steps.Count ? this : new RunCurve([.. Steps.Take(rows)], [.. Values.Take(rows)]);
    }

    /// <summary>The mean of the last rows, of fewer where there are fewer.</summary>
    /// <param name="rows">How many.</param>
    /// <returns>Null without a value among them.</returns>
    public double? Tail(int rows = TailRows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        return LearningCurve.Area([.. Values.TakeLast(rows)]);
    }

    /// <summary>The greatest value.</summary>
    /// <param name="after">The first step that counts.</param>
    /// <param name="until">The last step that counts.</param>
    /// <returns>Null without a value there.</returns>
    public double? Best(long after = 0, long until = long.MaxValue) => Within(after, until).Max();

    /// <summary>The least value.</summary>
    /// <param name="after">The first step that counts.</param>
    /// <param name="until">The last step that counts.</param>
    /// <returns>Null without a value there.</returns>
    public double? Worst(long after = 0, long until = long.MaxValue) => Within(after, until).Min();

    /// <summary>The value of the last row that is not later than a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Null without such a row, or where it has no value.</returns>
    public double? At(double step)
    {
        int rows = Steps.TakeWhile(at => at <= step).Count();
        return rows > 0 ? Values[rows - 1] : null;
    }

    /// <summary>The first step from which on two rows, one after the other, reach a threshold; infinity without one.</summary>
    /// <param name="threshold">The threshold.</param>
    public double First(double threshold) => LearningCurve.FirstConfirmed(Steps, Values, threshold);

    /// <summary>The mean of all rows.</summary>
    /// <returns>Null without a value.</returns>
    public double? Area() => LearningCurve.Area(Values);

    private IEnumerable<double?> Within(long after, long until) =>
        Steps.Zip(Values).Where(row => row.First >= after && row.First <= until).Select(row => row.Second);
}
