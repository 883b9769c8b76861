using Phalanx.Analysis.Isotonic;
using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>Fits a payoff along every order tuple.</summary>
internal sealed class OrderSearch
{
    private const int TuplesBetweenReports = 64;

    private readonly PayoffTable _payoff;
    private readonly CellWeights _weights;
    private readonly OrderTuples _tuples;
    private readonly IsotonicRegression _regression;
    private readonly int[] _cells;
    private readonly double[] _targets;
    private readonly double[] _placedWeights;
    private readonly double[] _fit;
    private readonly double[] _table;

    public OrderSearch(PayoffTable payoff, CellWeights weights, OrderTuples tuples)
    {
        int cells = payoff.Values.Length;
        _payoff = payoff;
        _weights = weights;
        _tuples = tuples;
        _regression = new IsotonicRegression(payoff.Agents, payoff.Actions);
        _cells = new int[cells];
        _targets = new double[cells];
        _placedWeights = new double[cells];
        _fit = new double[cells];
        _table = new double[cells];
    }

    public void Run(NearestTables nearest, IProgress<double>? progress, CancellationToken cancellation)
    {
        for (long tuple = 0; tuple < _tuples.Count; tuple++)
        {
            cancellation.ThrowIfCancellationRequested(); // of a large game a single tuple takes long
            if (tuple % TuplesBetweenReports == 0)
            {
                progress?.Report((double)tuple / _tuples.Count);
            }

            FitAlong(tuple);
            nearest.Offer(tuple, _weights.Loss(_payoff.Values, _table), _table);
        }

        progress?.Report(1);
    }

    /// <summary>The best table whose ranks are those of the tuple.</summary>
    private void FitAlong(long tuple)
    {
        ReadOnlySpan<double> payoffs = _payoff.Values;
        _tuples.WriteCells(tuple, _cells);
        for (int rank = 0; rank < _cells.Length; rank++)
        {
            _targets[rank] = payoffs[_cells[rank]];
        }

        _regression.Fit(_targets, _weights.Reordered(_cells, _placedWeights), _fit);
        for (int rank = 0; rank < _cells.Length; rank++)
        {
            _table[_cells[rank]] = _fit[rank];
        }
    }
}
