namespace Phalanx.Analysis.Isotonic;

/// <summary>
/// Upper sets of a plane grid: in each row the cells from some column on, starting no later than in the row below it in rank. The heaviest
/// staircase comes row by row: the best one whose last row starts at a column extends the best one whose row before starts there or later.
/// </summary>
internal sealed class Staircases : UpperSets
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly double[] _best;
    private readonly int[] _previousStart;

    /// <param name="dimensions">One for a chain, two for a plane.</param>
    /// <param name="side">How many values a coordinate takes.</param>
    public Staircases(int dimensions, int side)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, 2);
        _rows = dimensions == 2 ? side : 1;
        _columns = side;
        _best = new double[side + 1];
        _previousStart = new int[_rows * (side + 1)];
    }

    /// <inheritdoc/>
    public override void Find(ReadOnlySpan<int> block, ReadOnlySpan<double> gains, Span<bool> chosen)
    {
        Span<double> best = _best;
        best.Clear();
        for (int row = 0; row < _rows; row++)
        {
            ReadOnlySpan<double> rowGains = gains.Slice(row * _columns, _columns);
            Span<int> previousStart = _previousStart.AsSpan(row * (_columns + 1), _columns + 1);

            // From the right, so that the row's own sum and the best of the row before grow together.
            double sum = 0;
            int bestStart = _columns;
            double bestBefore = best[_columns];
            previousStart[_columns] = _columns;
            for (int start = _columns - 1; start >= 0; start--)
            {
                if (best[start] > bestBefore)
                {
                    (bestStart, bestBefore) = (start, best[start]);
                }

                sum += rowGains[start];
                previousStart[start] = bestStart;
                best[start] = sum + bestBefore;
            }
        }

        int from = _columns;
        for (int start = _columns - 1; start >= 0; start--)
        {
            from = best[start] > best[from] ? start : from;
        }

        for (int row = _rows - 1; row >= 0; row--)
        {
            for (int column = 0; column < _columns; column++)
            {
                chosen[(row * _columns) + column] = column >= from;
            }

            from = _previousStart[(row * (_columns + 1)) + from];
        }
    }
}
