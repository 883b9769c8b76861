using System.Numerics;
using Phalanx.Acting;
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

    /// <summary>Describes what <see cref="Forward"/> computes, and an activation behind it; the name of the value that is made.</summary>
    /// <param name="policy">Receives the operations.</param>
    /// <param name="entities">The name of the encoded entities.</param>
    /// <param name="activation">The activation.</param>
    string Describe(PolicyBuilder policy, string entities, PolicyActivation activation);

    /// <summary>
    /// The mean of these rows, [slots x episodes, width]; those of absent agents count as zeros. All that is linear is applied to the mean, not to every
    /// row.
    /// </summary>
    /// <param name="entities">The encoded entities; the agents come first.</param>
    /// <param name="agents">How many agents there are.</param>
    /// <param name="hidden">[slots x episodes, passes x agents, entities], 1 where an entity is hidden; all are hidden from absent agents.</param>
    /// <param name="present">[slots x episodes, 1], the part of the agents that are there.</param>
    Variable<T> Mean(Variable<T> entities, int agents, Tensor<T> hidden, Variable<T> present);
}
