namespace Phalanx.Analysis.Isotonic;

/// <summary>
/// The best fit to targets on a grid that does not decrease along any coordinate, by recursive partitioning: the best single value of a
/// block is the best fit there too unless some upper set of it would gain by going up while the rest goes down; then the heaviest such
/// set and the rest are blocks of their own, and none of their values will cross.
/// </summary>
internal sealed class IsotonicRegression
{
    /// <summary>The part of a block's gains that an upper set must gain for the block to be split.</summary>
    private const double LeastGain = 1e-11;

    /// <summary>A few units in the last place.</summary>
    private const double Rounding = 1e-15;

    private readonly UpperSets _upperSets;
    private readonly int[] _cells;
    private readonly int[] _lower;
    private readonly double[] _gains;
    private readonly bool[] _chosen;
    private readonly double[] _sorted;
    private readonly Stack<(int Start, int Count)> _open = [];

    /// <summary>A regression on a grid.</summary>
    /// <param name="dimensions">How many coordinates a cell has.</param>
    /// <param name="side">How many values each of them takes.</param>
    /// <param name="upperSets">How blocks are split; what suits the grid unless given.</param>
    public IsotonicRegression(int dimensions, int side, UpperSets? upperSets = null)
    {
        _upperSets = upperSets ?? UpperSets.For(dimensions, side);
        int cells = 1;
        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            cells = checked(cells * side);
        }

        _cells = new int[cells];
        _lower = new int[cells];
        _gains = new double[cells];
        _chosen = new bool[cells];
        _sorted = new double[cells];
    }

    /// <summary>Fits.</summary>
    /// <param name="targets">A number for every cell, the last coordinate running fastest.</param>
    /// <param name="weights">What their errors weigh.</param>
    /// <param name="fit">Where to write the fit.</param>
    public void Fit(ReadOnlySpan<double> targets, CellWeights weights, Span<double> fit)
    {
        for (int cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell] = cell;
        }

        _open.Push((0, _cells.Length));
        while (_open.TryPop(out (int Start, int Count) range))
        {
            Span<int> block = _cells.AsSpan(range.Start, range.Count);
            double value = weights.IsAsymmetric ? Expectile(block, targets, weights) : Mean(block, targets, weights);
            int upper = Split(block, targets, weights, value);
            if (upper == 0)
            {
                foreach (int cell in block)
                {
                    fit[cell] = value;
                }
            }
            else
            {
                _open.Push((range.Start, upper));
                _open.Push((range.Start + upper, range.Count - upper));
            }
        }
    }

    /// <summary>Brings the cells that should go up to the front and returns their number, or returns 0 when none should.</summary>
    private int Split(Span<int> block, ReadOnlySpan<double> targets, CellWeights weights, double value)
    {
        double size = 0;
        double weight = 0;
        foreach (int cell in block)
        {
            double error = targets[cell] - value;
            double cellWeight = weights[cell, error];
            _gains[cell] = cellWeight * error;
            size += Math.Abs(_gains[cell]);
            weight += cellWeight;
        }

        _upperSets.Find(block, _gains, _chosen);
        double gain = 0;
        int upper = 0;
        int lower = 0;
        foreach (int cell in block)
        {
            if (_chosen[cell])
            {
                gain += _gains[cell];
                block[upper++] = cell;
            }
            else
            {
                _lower[lower++] = cell;
            }

            _gains[cell] = 0;
        }

        _lower.AsSpan(0, lower).CopyTo(block[upper..]);

        // The value is rounded, and every error with it.
        bool gainsEnough = gain > (LeastGain * size) + (Rounding * Math.Abs(value) * weight);
        return gainsEnough && lower > 0 ? upper : 0;
    }

    private static double Mean(ReadOnlySpan<int> block, ReadOnlySpan<double> targets, CellWeights weights)
    {
        double sum = 0;
        double weight = 0;
        foreach (int cell in block)
        {
            sum += weights[cell, 0] * targets[cell];
            weight += weights[cell, 0];
        }

        return sum / weight;
    }

    /// <summary>The root m of sum (Y - m) over Y above m = alpha sum (m - Y) over the rest: one pass from the highest target down.</summary>
    private double Expectile(ReadOnlySpan<int> block, ReadOnlySpan<double> targets, CellWeights weights)
    {
        Span<double> sorted = _sorted.AsSpan(0, block.Length);
        double below = 0;
        for (int index = 0; index < block.Length; index++)
        {
            sorted[index] = targets[block[index]];
            below += sorted[index];
        }

        sorted.Sort();
        double alpha = weights[0, -1];
        double above = 0;
        for (int count = 1; count < sorted.Length; count++)
        {
            // Were exactly the highest targets above the root, this would be it; it is when the next one is not.
            above += sorted[^count];
            below -= sorted[^count];
            double root = (above + (alpha * below)) / (count + (alpha * (sorted.Length - count)));
            if (sorted[^(count + 1)] <= root)
            {
                return root;
            }
        }

        return sorted[0];
    }
}
