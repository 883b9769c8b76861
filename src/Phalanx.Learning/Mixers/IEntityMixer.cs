using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>Makes one value of a team out of one value of every agent, knowing the entities; and another out of those that agents imagine.</summary>
public interface IEntityMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Mixes.</summary>
    /// <param name="values">[steps, episodes, passes x agents].</param>
    /// <param name="input">The entities.</param>
    /// <param name="imagined">[steps, episodes], mixed from the values of the two imagined passes; nothing where no passes are imagined.</param>
    /// <returns>[steps, episodes], mixed from the real values.</returns>
    Variable<T> Mix(Variable<T> values, EntityMixerInput<T> input, out Variable<T>? imagined);
}

/// <summary>What a mixer over entities reads.</summary>
/// <param name="Real">The real pass.</param>
/// <param name="All">All passes, for weights that differ between passes; the same as the real one where no passes are imagined.</param>
public readonly record struct EntityMixerInput<T>(EntityInput<T> Real, EntityInput<T> All)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of agents.</summary>
    public int Agents => Real.Agents;

    /// <summary>Whether there are imagined passes.</summary>
    public bool Imagines => All.Passes > 1;
}
