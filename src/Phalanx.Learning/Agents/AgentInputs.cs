using System.Numerics;
using Phalanx.Numerics;

namespace Phalanx.Learning.Agents;

/// <summary>What agents see, in one slot when they act and in all slots of a shard when they learn. A row is an agent of an episode.</summary>
public readonly struct AgentInputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[slots, rows, observation]; without elements for networks that only see entities.</summary>
    public required Tensor<T> Observations { get; init; }

    /// <summary>[slots, rows], the actions of the slot before; -1 in the first slot of an episode.</summary>
    public required Tensor<int> LastActions { get; init; }

    /// <summary>[slots, rows], which agent a row is.</summary>
    public required Tensor<int> Ids { get; init; }

    /// <summary>The entities; for networks that declare that they see them.</summary>
    public EntityView<T>? Entities { get; init; }

    /// <summary>Number of rows of a slot.</summary>
    public int Rows => Ids.Shape[1];
}
