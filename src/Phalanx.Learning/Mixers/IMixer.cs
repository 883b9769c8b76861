using System.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>Makes one value of a team out of one value of every agent.</summary>
public interface IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Mixes.</summary>
    /// <param name="values">[steps, episodes, agents].</param>
    /// <param name="states">[steps, episodes, state].</param>
    /// <returns>[steps, episodes].</returns>
    Variable<T> Mix(Variable<T> values, Variable<T> states);
}
