using System.Numerics;
using Phalanx.Environments;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Losses;

/// <summary>Continuous actions as networks see them: scaled from the bounds of the environment to -1 and 1.</summary>
public static class ContinuousActions
{
    /// <summary>The actions taken, [steps, episodes x agents, dimensions].</summary>
    public static Variable<T> NormalisedActions<T>(this Shard<T> shard, Tape<T> tape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ActionSpec actions = shard.Team.ContinuousActions!;
        Tensor<T> normalised = tape.Arena.Rent(shard.ContinuousActions.Shape);
        ReadOnlySpan<T> taken = shard.ContinuousActions.Span;
        Span<T> target = normalised.Span;
        for (int i = 0; i < target.Length; i++)
        {
            T low = T.CreateChecked(actions.Low[i % actions.Dimensions]);
            T high = T.CreateChecked(actions.High[i % actions.Dimensions]);
            target[i] = ((taken[i] - low) * T.CreateChecked(2) / (high - low)) - T.One;
        }

        return tape.Constant(normalised);
    }

    /// <summary>The actions of all agents in a row: [slots, episodes x agents, dimensions] to [slots, episodes, agents x dimensions].</summary>
    public static Variable<T> Jointly<T>(this Shard<T> shard, Variable<T> actions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        actions.Reshape((actions.Shape[0], shard.Episodes, shard.Team.Agents * actions.Shape.Last));
}
