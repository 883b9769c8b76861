using System.Globalization;
using Phalanx.Analysis;
using Phalanx.Environments;

namespace Phalanx.Cli.Analysis;

/// <summary>A game and everything exact that is known of it.</summary>
/// <param name="Payoff">The payoffs.</param>
/// <param name="Additive">Their projection onto sums.</param>
/// <param name="Projections">Their projections onto monotonic tables.</param>
internal sealed record GameAnalysis(PayoffTable Payoff, AdditiveProjection Additive, IReadOnlyList<Projection> Projections)
{
    /// <summary>Works everything out.</summary>
    public static GameAnalysis Of(
        PayoffTable payoff, IReadOnlyList<double> alphas, long maxOrders, IProgress<double>? progress, CancellationToken cancellation)
    {
        (Weighting Weighting, double Alpha)[] wanted =
        [
            (Weighting.Uniform, 1),
            .. alphas.Select(alpha => (Weighting.Central, alpha)),
            .. alphas.Select(alpha => (Weighting.Optimistic, alpha)),
        ];
        List<Projection> projections = [];
        foreach ((Weighting weighting, double alpha) in wanted)
        {
            var part = new PartOfProgress(progress, projections.Count, wanted.Length);
            var options = new ProjectionOptions { MaxOrderTuples = maxOrders, Progress = part };
            projections.Add(MonotoneProjection.Solve(payoff, weighting, alpha, options, cancellation));
        }

        return new GameAnalysis(payoff, AdditiveProjection.Solve(payoff), projections);
    }

    /// <summary>The joint actions that pay most.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Optima
    {
        get
        {
            List<int[]> optima = [];
            for (int cell = 0; cell < Payoff.Values.Length; cell++)
            {
                if (Payoff.Values[cell] == Payoff.Max)
                {
                    int[] joint = new int[Payoff.Agents];
                    Payoff.WriteJointAction(cell, joint);
                    optima.Add(joint);
                }
            }

            return optima;
        }
    }

    /// <summary>The weighting in a word, with its alpha where it has one.</summary>
    public static string TitleOf(Projection projection) => projection.Weighting == Weighting.Uniform
        ? NameOf(projection)
        : string.Create(CultureInfo.InvariantCulture, $"{NameOf(projection)} {projection.Alpha}");

    /// <summary>The weighting in a word.</summary>
    public static string NameOf(Projection projection) => projection.Weighting switch
    {
        Weighting.Uniform => "uniform",
        Weighting.Central => "central",
        _ => "optimistic",
    };

    private sealed class PartOfProgress(IProgress<double>? whole, int done, int parts) : IProgress<double>
    {
        public void Report(double value) => whole?.Report((done + value) / parts);
    }
}
