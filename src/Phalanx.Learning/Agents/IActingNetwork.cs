using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>A network that acts: one row per agent, one slot at a time, with a memory that the caller keeps.</summary>
public interface IActingNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers that a row remembers from slot to slot; zeros at the beginning of an episode.</summary>
    int Memory { get; }

    /// <summary>Whether it sees entities instead of observations.</summary>
    bool SeesEntities => false;

    /// <summary>One slot.</summary>
    /// <param name="tape">Whose memory to use.</param>
    /// <param name="sight">What the agents see in that slot.</param>
    /// <param name="memory">[rows x <see cref="Memory"/>], read and replaced.</param>
    /// <returns>[1, rows, outputs]: for discrete actions an output each.</returns>
    Tensor<T> Act(Tape<T> tape, Sight<T> sight, Span<T> memory);
}
