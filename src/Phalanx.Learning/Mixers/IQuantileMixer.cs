using System.Numerics;
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
