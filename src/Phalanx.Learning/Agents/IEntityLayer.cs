using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>Makes one row for every agent out of the rows of all entities that are not hidden from it.</summary>
public interface IEntityLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[slots x episodes, entities, width] to [slots x episodes, passes x agents, width].</summary>
    /// <param name="entities">The encoded entities; the agents come first.</param>
    /// <param name="agents">How many agents there are.</param>
    /// <param name="hidden">[slots x episodes, passes x agents, entities], 1 where an entity is hidden.</param>
    Variable<T> Forward(Variable<T> entities, int agents, Tensor<T> hidden);
}
