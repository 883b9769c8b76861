using System.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>VDN: the sum of the agents' values; imagined, of all that they imagine.</summary>
public sealed class EntitySumMixer<T> : IEntityMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> values, EntityMixerInput<T> input, out Variable<T>? imagined)
    {
        int agents = input.Agents;
        imagined = input.Imagines ? values.Slice(2, agents, 2 * agents).Sum(2) : null;
        return (input.Imagines ? values.Slice(2, 0, agents) : values).Sum(2);
    }
}
