using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Analysis;

/// <summary>
/// Every way to rank the actions of every agent, numbered: the last agent's order counts fastest, and one agent's orders come as in a
/// dictionary. An order lists an agent's actions from the lowest to the highest.
/// </summary>
internal sealed class OrderTuples
{
    private readonly int _agents;
    private readonly int _actions;
    private readonly int[][] _orders;

    /// <param name="agents">How many agents there are.</param>
    /// <param name="actions">How many actions each of them has.</param>
    /// <param name="most">How many tuples there may be.</param>
    /// <exception cref="UserErrorException">There are more.</exception>
    public OrderTuples(int agents, int actions, long most)
    {
        double count = CountOf(agents, actions);
        if (count > most)
        {
            string words = count.ToString(count < 1e15 ? "F0" : "0.0E+0", CultureInfo.InvariantCulture);
            throw new UserErrorException(
                $"{agents} agents with {actions} actions have {words} tuples of action orders, more than max-orders allows ({most}); "
                + "raise max-orders if you have the time, or take a smaller game");
        }

        _agents = agents;
        _actions = actions;
        _orders = [.. Permutations(actions)];
        Count = (long)count;
    }

    /// <summary>How many there are.</summary>
    public long Count { get; }

    /// <summary>How many tuples there are for a game of any size.</summary>
    public static double CountOf(int agents, int actions)
    {
        double orders = 1;
        for (int action = 2; action <= actions; action++)
        {
            orders *= action;
        }

        return Math.Pow(orders, agents);
    }

    /// <summary>The order of an agent in a tuple, as a number.</summary>
    public int OrderOf(long tuple, int agent)
    {
        for (int later = _agents - 1; later > agent; later--)
        {
            tuple /= _orders.Length;
        }

        return (int)(tuple % _orders.Length);
    }

    /// <summary>The orders of a tuple.</summary>
    public int[][] this[long tuple] => [.. Enumerable.Range(0, _agents).Select(agent => _orders[OrderOf(tuple, agent)])];

    /// <summary>The joint action that ranks highest.</summary>
    public int[] Top(long tuple) => [.. Enumerable.Range(0, _agents).Select(agent => _orders[OrderOf(tuple, agent)][^1])];

    /// <summary>Writes, for every joint rank in the order of the flat index, the flat index of the joint action that has it.</summary>
    public void WriteCells(long tuple, Span<int> cells)
    {
        cells[0] = 0;
        int filled = 1;
        for (int agent = 0; agent < _agents; agent++)
        {
            // Ranks that are known so far spread out to make room for the next agent's, from the back so that none is overwritten.
            int[] order = _orders[OrderOf(tuple, agent)];
            for (int index = filled - 1; index >= 0; index--)
            {
                int leading = cells[index] * _actions;
                for (int rank = 0; rank < _actions; rank++)
                {
                    cells[(index * _actions) + rank] = leading + order[rank];
                }
            }

            filled *= _actions;
        }
    }

    private static IEnumerable<int[]> Permutations(int actions)
    {
        int[] order = [.. Enumerable.Range(0, actions)];
        do
        {
            yield return [.. order];
        }
        while (Advance(order));
    }

    /// <summary>The next in the order of a dictionary.</summary>
    private static bool Advance(int[] order)
    {
        int pivot = order.Length - 2;
        while (pivot >= 0 && order[pivot] > order[pivot + 1])
        {
            pivot--;
        }

        if (pivot < 0)
        {
            return false;
        }

        int successor = Array.FindLastIndex(order, action => action > order[pivot]);
        (order[pivot], order[successor]) = (order[successor], order[pivot]);
        order.AsSpan(pivot + 1).Reverse();
        return true;
    }
}
