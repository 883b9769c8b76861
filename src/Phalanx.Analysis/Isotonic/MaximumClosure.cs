namespace Phalanx.Analysis.Isotonic;

/// <summary>
/// Upper sets of a grid of any dimension, by minimum cut: a cell with a gain draws that much from the source, one with a loss gives that
/// much to the sink, and arcs without limit lead from a cell to its upper neighbours. What the source still reaches when no more flows is
/// the heaviest upper set.
/// </summary>
/// <remarks>Paths are found by breadth, one at a time: blocks have tens of cells, so a more complex search would gain nothing.</remarks>
internal sealed class MaximumClosure : UpperSets
{
    /// <summary>The part of all gains below which a residual is rounding.</summary>
    private const double Rounding = 1e-13;

    private readonly int _dimensions;
    private readonly int _side;
    private readonly int[] _strides;
    private readonly double[] _supply;
    private readonly double[] _demand;
    private readonly double[] _flow;
    private readonly bool[] _inBlock;
    private readonly int[] _parent;
    private readonly int[] _queue;

    /// <param name="dimensions">How many coordinates a cell has.</param>
    /// <param name="side">How many values each of them takes.</param>
    public MaximumClosure(int dimensions, int side)
    {
        _dimensions = dimensions;
        _side = side;
        _strides = new int[dimensions];
        int cells = 1;
        for (int dimension = dimensions - 1; dimension >= 0; dimension--)
        {
            _strides[dimension] = cells;
            cells *= side;
        }

        _supply = new double[cells];
        _demand = new double[cells];
        _flow = new double[cells * dimensions];
        _inBlock = new bool[cells];
        _parent = new int[cells];
        _queue = new int[cells];
    }

    /// <inheritdoc/>
    public override void Find(ReadOnlySpan<int> block, ReadOnlySpan<double> gains, Span<bool> chosen)
    {
        double total = Prepare(block, gains);
        while (Search(block, total * Rounding, chosen) is int reached and >= 0)
        {
            Augment(reached);
        }

        foreach (int cell in block)
        {
            _inBlock[cell] = false;
        }
    }

    private double Prepare(ReadOnlySpan<int> block, ReadOnlySpan<double> gains)
    {
        double total = 0;
        foreach (int cell in block)
        {
            _inBlock[cell] = true;
            _supply[cell] = Math.Max(gains[cell], 0);
            _demand[cell] = Math.Max(-gains[cell], 0);
            _flow.AsSpan(cell * _dimensions, _dimensions).Clear();
            total += Math.Abs(gains[cell]);
        }

        return total;
    }

    /// <summary>Goes wherever the source still reaches; returns the first cell that can give to the sink, or -1.</summary>
    private int Search(ReadOnlySpan<int> block, double rounding, Span<bool> seen)
    {
        int last = 0;
        foreach (int cell in block)
        {
            seen[cell] = _supply[cell] > rounding;
            if (seen[cell])
            {
                _parent[cell] = -1;
                _queue[last++] = cell;
            }
        }

        for (int next = 0; next < last; next++)
        {
            int cell = _queue[next];
            if (_demand[cell] > rounding)
            {
                return cell;
            }

            for (int dimension = 0; dimension < _dimensions; dimension++)
            {
                int stride = _strides[dimension];
                int coordinate = cell / stride % _side;
                if (coordinate < _side - 1)
                {
                    Reach(cell + stride, seen);
                }

                // What flows here from below can be sent back.
                if (coordinate > 0 && _inBlock[cell - stride] && _flow[((cell - stride) * _dimensions) + dimension] > rounding)
                {
                    Reach(cell - stride, seen);
                }
            }

            void Reach(int neighbour, Span<bool> seen)
            {
                if (_inBlock[neighbour] && !seen[neighbour])
                {
                    seen[neighbour] = true;
                    _parent[neighbour] = cell;
                    _queue[last++] = neighbour;
                }
            }
        }

        return -1;
    }

    /// <summary>Sends as much as the path to a cell can carry.</summary>
    private void Augment(int reached)
    {
        double amount = _demand[reached];
        int cell = reached;
        for (; _parent[cell] >= 0; cell = _parent[cell])
        {
            // Only a way back has a limit.
            if (_parent[cell] > cell)
            {
                amount = Math.Min(amount, _flow[ArcBetween(cell, _parent[cell])]);
            }
        }

        amount = Math.Min(amount, _supply[cell]);
        _supply[cell] -= amount;
        _demand[reached] -= amount;
        for (cell = reached; _parent[cell] >= 0; cell = _parent[cell])
        {
            int parent = _parent[cell];
            _flow[ArcBetween(Math.Min(cell, parent), Math.Max(cell, parent))] += parent < cell ? amount : -amount;
        }
    }

    private int ArcBetween(int lower, int upper) => (lower * _dimensions) + Array.IndexOf(_strides, upper - lower);
}
