using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>
/// How often each factorisation, at its exact limit, finds the optimum of a random game: VDN's least squares, and the monotonic projection
/// with uniform weights (QMIX), central ones (CW-QMIX) and optimistic ones (OW-QMIX).
/// </summary>
/// <remarks>The rates are reported, never promised: exactly, optimistic weights do not raise recovery on random games.</remarks>
public sealed record RandomGameSweep
{
    /// <summary>How far below its bound each game's own alpha is.</summary>
    private const double BelowBound = 0.9;

    /// <summary>The largest loss, as a part of the squared payoffs, of a game that is monotonic as it is.</summary>
    private const double Representable = 1e-12;

    private RandomGameSweep()
    {
    }

    /// <summary>The games.</summary>
    public required RandomGames Games { get; init; }

    /// <summary>The share of games that monotonic mixing represents exactly.</summary>
    public required double RepresentableShare { get; init; }

    /// <summary>Each method's figures.</summary>
    public required IReadOnlyList<MethodRecovery> Methods { get; init; }

    /// <summary>Plays all games.</summary>
    /// <param name="games">The games.</param>
    /// <param name="alphas">The smaller weights to try.</param>
    /// <param name="options">The limit on order tuples, and where progress is reported.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static RandomGameSweep Run(
        RandomGames games, IReadOnlyList<double> alphas, ProjectionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(games);
        ArgumentNullException.ThrowIfNull(alphas);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(games.Trials, nameof(games));
        options ??= new ProjectionOptions();
        ProjectionOptions quiet = options with { Progress = null };
        var additive = new RecoveryTally("vdn", alpha: null);
        Entry[] entries = [.. EntriesOf(alphas)];
        int representable = 0;
        for (int trial = 0; trial < games.Trials; trial++)
        {
            options.Progress?.Report((double)trial / games.Trials);
            PayoffTable payoff = games[trial];
            additive.Add(payoff, AdditiveProjection.Solve(payoff));
            foreach (Entry entry in entries)
            {
                double alpha = entry.Alpha ?? (BelowBound * TheoremCheck.BoundOf(payoff));
                Projection projection = MonotoneProjection.Solve(payoff, entry.Weighting, alpha, quiet, cancellation);
                entry.Tally.Add(payoff, projection);
                representable += entry.Weighting == Weighting.Uniform && IsRepresentable(payoff, projection) ? 1 : 0;
            }
        }

        options.Progress?.Report(1);
        return new RandomGameSweep
        {
            Games = games,
            RepresentableShare = (double)representable / games.Trials,
            Methods = [additive.Conclude(), .. entries.Select(entry => entry.Tally.Conclude())],
        };
    }

    private static bool IsRepresentable(PayoffTable payoff, Projection projection)
    {
        double squares = 0;
        foreach (double value in payoff.Values)
        {
            squares += value * value;
        }

        return projection.Loss <= Representable * squares;
    }

    private static IEnumerable<Entry> EntriesOf(IReadOnlyList<double> alphas)
    {
        yield return new Entry(Weighting.Uniform, 1, new RecoveryTally("qmix", alpha: null));
        foreach ((string method, Weighting weighting) in new[] { ("cw", Weighting.Central), ("ow", Weighting.Optimistic) })
        {
            foreach (double alpha in alphas)
            {
                yield return new Entry(weighting, alpha, new RecoveryTally(method, alpha));
            }

            yield return new Entry(weighting, Alpha: null, new RecoveryTally(method, alpha: null, atBound: true));
        }
    }

    private sealed record Entry(Weighting Weighting, double? Alpha, RecoveryTally Tally);
}
