using System.Numerics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>Makes samples of a team's return out of samples of every agent's.</summary>
public interface IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Mixes.</summary>
    /// <param name="samples">[steps, episodes, agents, K]; sample k of every agent is at the same level.</param>
    /// <param name="levels">The levels of the samples, [steps, episodes, K].</param>
    /// <param name="input">The means of the samples, and all that a mixer may know besides.</param>
    /// <returns>[steps, episodes, K].</returns>
    Variable<T> Mix(Variable<T> samples, Tensor<T> levels, MixerInput<T> input);
}

/// <summary>Mixing the samples of a shard.</summary>
internal static class QuantileMixing
{
    /// <summary>Samples of the team at some slots in a row, [slots, episodes, K].</summary>
    /// <param name="mixer">The mixer.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="first">The first of the slots.</param>
    /// <param name="samples">The agents' samples at those slots, [slots, rows, K].</param>
    /// <param name="levels">Levels at all slots of the shard.</param>
    /// <param name="actions">The actions at those slots whose samples these are.</param>
    public static Variable<T> Mix<T>(
        this IQuantileMixer<T> mixer, Shard<T> shard, int first, Variable<T> samples, Tensor<T> levels, Tensor<int> actions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var input = MixerInput<T>.Of(shard, first, samples.Mean(-1), actions);
        Variable<T> byAgent = samples.Reshape((input.Steps, input.Episodes, input.Agents, samples.Shape.Last));
        return mixer.Mix(byAgent, levels.Slice(first, input.Steps), input);
    }
}
