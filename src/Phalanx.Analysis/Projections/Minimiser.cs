using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>A monotonic table that is nearest to a payoff, and the orders of actions that lead to it.</summary>
public sealed class Minimiser
{
    private readonly OrderTuples _tuples;
    private readonly IReadOnlyList<long> _numbers;

    internal Minimiser(PayoffTable table, OrderTuples tuples, IReadOnlyList<long> numbers)
    {
        Table = table;
        _tuples = tuples;
        _numbers = numbers;
        Greedy = tuples.Top(numbers[0]);
        GreedySet = [.. numbers.Select(tuples.Top).DistinctBy(top => table.IndexOf(top)).OrderBy(top => table.IndexOf(top))];
    }

    /// <summary>The table.</summary>
    public PayoffTable Table { get; }

    /// <summary>
    /// The order tuples whose best fit this table is: for each agent its actions from the lowest to the highest. Made anew at every call.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> Orders => [.. _numbers.Select(number => _tuples[number])];

    /// <summary>
    /// What decentralised agents may execute: the joint actions made of each agent's highest action, over those tuples. It can be smaller
    /// than the set of the table's best joint actions, because some order must explain every row, not the top alone.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> GreedySet { get; }

    /// <summary>The one of them that the first of the tuples leads to.</summary>
    public IReadOnlyList<int> Greedy { get; }
}
