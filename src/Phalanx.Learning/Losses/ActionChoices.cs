using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Losses;

/// <summary>Chooses among the values of actions. No gradient flows through a choice: the results are tensors.</summary>
public static class ActionChoices
{
    /// <summary>The available action of the largest value, the first of equal ones, for every row: [slots, rows, actions] to [slots, rows].</summary>
    public static Tensor<int> Greedy<T>(this Shard<T> shard, Tape<T> tape, Tensor<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<int> actions = tape.Indices.Rent(values.Shape.Without(-1));
        tape.Kernels.RowArgMax(values.Span, shard.Available.Span, values.Shape.Last, actions.Span);
        return actions;
    }

    /// <summary>
    /// The values, at every slot after the first, of the actions chosen there: [slots, rows, actions] to [slots - 1, rows]. Row t belongs to slot
    /// t + 1, to which transition t leads.
    /// </summary>
    public static Tensor<T> Next<T>(this Shard<T> shard, Tape<T> tape, Tensor<T> values, Tensor<int> actions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = values.Shape.Last;
        Tensor<T> next = tape.Arena.Rent((shard.Slots - 1, shard.Rows));
        ReadOnlySpan<T> from = values.Span[(shard.Rows * columns)..];
        ReadOnlySpan<int> chosen = actions.Span[shard.Rows..];
        Span<T> target = next.Span;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = from[(i * columns) + chosen[i]];
        }

        return next;
    }

    /// <summary>
    /// The actions of all agents of an episode as one-hots in a row, [slots, episodes x agents] to [slots, episodes, agents x actions]: for networks
    /// that read joint actions whole.
    /// </summary>
    public static Tensor<T> JointOneHots<T>(this Tape<T> tape, Tensor<int> actions, int episodes, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int agents = episodes == 0 ? 0 : actions.Shape[1] / episodes;
        Tensor<T> oneHots = tape.Arena.RentZeroed((actions.Shape[0], episodes, agents * classes));
        Span<T> elements = oneHots.Span;
        ReadOnlySpan<int> chosen = actions.Span;
        for (int i = 0; i < chosen.Length; i++)
        {
            elements[(i * classes) + chosen[i]] = T.One;
        }

        return oneHots;
    }
}
