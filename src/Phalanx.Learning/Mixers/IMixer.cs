using System.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>Makes one value of a team out of one value of every agent.</summary>
public interface IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Mixes.</summary>
    /// <param name="input">The values, and all that a mixer may know besides.</param>
    /// <returns>[steps, episodes].</returns>
    Variable<T> Mix(MixerInput<T> input);
}

/// <summary>A mixer that adds a term of its own to the loss.</summary>
public interface IPenalisedMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Mixes, and gives the term that is added to the loss of every transition.</summary>
    /// <param name="input">The values, and all that a mixer may know besides.</param>
    /// <param name="penalty">[steps, episodes].</param>
    /// <returns>[steps, episodes].</returns>
    Variable<T> Mix(MixerInput<T> input, out Variable<T> penalty);
}
