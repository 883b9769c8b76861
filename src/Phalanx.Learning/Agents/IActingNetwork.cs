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

    /// <summary>One slot.</summary>
    /// <param name="tape">Whose memory to use.</param>
    /// <param name="observations">[1, rows, observation].</param>
    /// <param name="lastActions">[1, rows], -1 in the first slot of an episode.</param>
    /// <param name="ids">[1, rows], which agent a row is.</param>
    /// <param name="memory">[rows x <see cref="Memory"/>], read and replaced.</param>
    /// <returns>[1, rows, actions].</returns>
    Tensor<T> Act(Tape<T> tape, Tensor<T> observations, Tensor<int> lastActions, Tensor<int> ids, Span<T> memory);
}
