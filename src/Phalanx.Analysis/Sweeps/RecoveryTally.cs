using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>Adds up the results of one method over games.</summary>
/// <param name="method">Its name.</param>
/// <param name="alpha">The smaller weight, where it is one for all games.</param>
/// <param name="atBound">Whether every game has its own, just below its bound.</param>
internal sealed class RecoveryTally(string method, double? alpha, bool atBound = false)
{
    private int _games;
    private int _recovered;
    private int _greedy;
    private int _weak;
    private int _value;
    private double _return;
    private double _optimum;

    public void Add(PayoffTable payoff, Projection projection)
    {
        var check = TheoremCheck.Of(payoff, projection);
        Add(payoff, projection.Minimisers[0].Greedy, check.GreedyRecovery, check.WeakRecovery, check.ValueRecovery);
    }

    public void Add(PayoffTable payoff, AdditiveProjection projection) => Add(
        payoff,
        projection.GreedySet[0],
        projection.GreedySet.All(joint => Best.IsOptimal(payoff, joint)),
        projection.GreedySet.Any(joint => Best.IsOptimal(payoff, joint)),
        Math.Abs(projection.Table.Max - payoff.Max) <= 1e-6 * Math.Abs(payoff.Max));

    public MethodRecovery Conclude() => new(method, alpha)
    {
        AtBound = atBound,
        Recovered = (double)_recovered / _games,
        GreedyRecovery = (double)_greedy / _games,
        WeakRecovery = (double)_weak / _games,
        ValueRecovery = (double)_value / _games,
        Return = _return / _optimum,
    };

    private void Add(PayoffTable payoff, IReadOnlyList<int> played, bool greedy, bool weak, bool value)
    {
        _games++;
        _recovered += Best.IsOptimal(payoff, played) ? 1 : 0;
        _greedy += greedy ? 1 : 0;
        _weak += weak ? 1 : 0;
        _value += value ? 1 : 0;
        _return += payoff[[.. played]];
        _optimum += payoff.Max;
    }
}
