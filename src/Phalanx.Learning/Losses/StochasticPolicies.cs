using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Losses;

/// <summary>Policies inside losses.</summary>
public static class StochasticPolicies
{
    /// <summary>
    /// The probabilities by which <see cref="Policies.FlooredSoftmax"/> acts, <c>π(a) ∝ available(a) · ((1 - ε) softmax(logits)(a) + ε / A)</c>,
    /// [slots, rows, actions], for the slots that the logits begin with. Rows without an available action, which lie beyond the end of an episode, are uniform.
    /// </summary>
    public static Variable<T> FlooredSoftmax<T>(this Shard<T> shard, Variable<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tape<T> tape = logits.Tape;
        double floor = shard.Progress.Exploration;
        Variable<T> available = tape.Constant(shard.AvailableOrAll(tape, 0, logits.Shape[0]));
        Variable<T> weights = ((logits.Softmax() * T.CreateChecked(1 - floor)) + T.CreateChecked(floor / shard.Team.Actions)) * available;
        return weights / weights.Sum(-1, keepAxis: true);
    }

    /// <summary>Which actions are available in some slots in a row; all of them where none is.</summary>
    public static Tensor<T> AvailableOrAll<T>(this Shard<T> shard, Tape<T> tape, int first, int slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> available = shard.Available.Slice(first, slots);
        Tensor<T> open = tape.Arena.RentCopy(available.Shape, available.Span);
        int actions = shard.Team.Actions;
        for (int row = 0; row < open.Span.Length; row += actions)
        {
            Span<T> own = open.Span.Slice(row, actions);
            if (!own.ContainsAnyExcept(T.Zero))
            {
                own.Fill(T.One);
            }
        }

        return open;
    }
}
