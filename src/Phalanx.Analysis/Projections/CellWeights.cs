using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>
/// The weight of every cell's squared error: either given, or one where the fit is too low and alpha elsewhere, which makes the loss an
/// asymmetric but still convex one.
/// </summary>
internal readonly struct CellWeights
{
    private readonly double[]? _fixed;
    private readonly double _alpha;

    private CellWeights(double[]? given, double alpha)
    {
        _fixed = given;
        _alpha = alpha;
    }

    /// <summary>Whether a weight depends on the side on which the fit errs.</summary>
    public bool IsAsymmetric => _fixed is null;

    /// <summary>Weights that are known before the fit, all positive.</summary>
    public static CellWeights Given(double[] weights) => new(weights, 1);

    /// <summary>One where the fit is below the target, alpha where it is not.</summary>
    public static CellWeights Asymmetric(double alpha) => new(given: null, alpha);

    /// <summary>The weights of a game.</summary>
    public static CellWeights Of(PayoffTable payoff, Weighting weighting, double alpha)
    {
        if (weighting == Weighting.Optimistic)
        {
            return Asymmetric(alpha);
        }

        double[] weights = new double[payoff.Values.Length];
        Array.Fill(weights, weighting == Weighting.Central ? alpha : 1);
        weights[payoff.Values.IndexOf(payoff.Max)] = 1;
        return Given(weights);
    }

    /// <summary>The weight of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="error">Its target minus its fit.</param>
    public double this[int cell, double error] => _fixed is null ? (error > 0 ? 1 : _alpha) : _fixed[cell];

    /// <summary>The same weights for cells that were put in another order.</summary>
    /// <param name="cells">For every new place the cell that was put there.</param>
    /// <param name="destination">Where given weights are written; asymmetric ones need no room.</param>
    public CellWeights Reordered(ReadOnlySpan<int> cells, double[] destination)
    {
        if (_fixed is null)
        {
            return this;
        }

        for (int place = 0; place < cells.Length; place++)
        {
            destination[place] = _fixed[cells[place]];
        }

        return Given(destination);
    }

    /// <summary>The weighted squared error of a fit.</summary>
    public double Loss(ReadOnlySpan<double> targets, ReadOnlySpan<double> fit)
    {
        double loss = 0;
        for (int cell = 0; cell < targets.Length; cell++)
        {
            double error = targets[cell] - fit[cell];
            loss += this[cell, error] * error * error;
        }

        return loss;
    }
}
