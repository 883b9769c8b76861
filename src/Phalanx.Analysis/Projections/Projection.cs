namespace Phalanx.Analysis;

/// <summary>All monotonic tables that are nearest to a payoff.</summary>
public sealed class Projection
{
    internal Projection(Weighting weighting, double alpha, double loss, IReadOnlyList<Minimiser> minimisers)
    {
        Weighting = weighting;
        Alpha = alpha;
        Loss = loss;
        Minimisers = minimisers;
    }

    /// <summary>How errors were weighted.</summary>
    public Weighting Weighting { get; }

    /// <summary>The smaller weight; one for <see cref="Weighting.Uniform"/>.</summary>
    public double Alpha { get; }

    /// <summary>The least weighted sum of squared errors.</summary>
    public double Loss { get; }

    /// <summary>The tables that reach it, by the first of their order tuples.</summary>
    public IReadOnlyList<Minimiser> Minimisers { get; }
}
