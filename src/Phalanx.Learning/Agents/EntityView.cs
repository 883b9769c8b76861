using System.Numerics;
using Phalanx.Numerics;

namespace Phalanx.Learning.Agents;

/// <summary>The entities of an environment, and who sees them. The first rows of an episode are its agents.</summary>
public readonly struct EntityView<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[slots, episodes, entities, width].</summary>
    public required Tensor<T> Rows { get; init; }

    /// <summary>[slots, episodes, entities], 1 where a row is unused.</summary>
    public required Tensor<T> Absent { get; init; }

    /// <summary>[slots, episodes x agents, entities], 1 where the agent does not see the entity.</summary>
    public required Tensor<T> Hidden { get; init; }

    /// <summary>Some slots in a row.</summary>
    public EntityView<T> Slice(int first, int slots) => new()
    {
        Rows = Rows.Slice(first, slots),
        Absent = Absent.Slice(first, slots),
        Hidden = Hidden.Slice(first, slots),
    };
}
