namespace Phalanx.Analysis;

/// <summary>Keeps the tables of the least loss that were offered, each once, with the order tuples that led to it.</summary>
/// <param name="magnitude">The largest payoff in absolute value, by which rounding is judged.</param>
internal sealed class NearestTables(double magnitude)
{
    /// <summary>The part of a loss, or of the payoffs, by which equal ones may differ.</summary>
    private const double LossTolerance = 1e-9;
    private const double ValueTolerance = 1e-6;

    /// <summary>What squares of rounded numbers differ by at least.</summary>
    private const double SquaredRounding = 1e-15;

    private readonly List<Candidate> _candidates = [];

    /// <summary>The least loss so far.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether a loss is more than the best one by more than rounding.</summary>
    public bool IsWorse(double loss) => loss > Best + (LossTolerance * Best) + (SquaredRounding * magnitude * magnitude);

    /// <summary>Takes a table in, unless a better one is known.</summary>
    public void Offer(long tuple, double loss, ReadOnlySpan<double> table)
    {
        if (IsWorse(loss))
        {
            return;
        }

        if (loss < Best)
        {
            Best = loss;
            _candidates.RemoveAll(candidate => IsWorse(candidate.Loss));
        }

        foreach (Candidate candidate in _candidates)
        {
            if (AreEqual(candidate.Table, table))
            {
                candidate.Tuples.Add(tuple);
                return;
            }
        }

        _candidates.Add(new Candidate(loss, table.ToArray(), [tuple]));
    }

    /// <summary>The tables, by the first of their tuples.</summary>
    public IEnumerable<(double[] Table, List<long> Tuples)> All()
    {
        foreach (Candidate candidate in _candidates)
        {
            candidate.Tuples.Sort();
        }

        return _candidates.OrderBy(candidate => candidate.Tuples[0]).Select(candidate => (candidate.Table, candidate.Tuples));
    }

    private bool AreEqual(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        for (int cell = 0; cell < first.Length; cell++)
        {
            if (Math.Abs(first[cell] - second[cell]) > ValueTolerance * magnitude)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Candidate(double Loss, double[] Table, List<long> Tuples);
}
