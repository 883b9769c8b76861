using Phalanx.Environments;

namespace Phalanx.Learning.Policies;

/// <summary>
/// The entities that a team sees, as <see cref="IEnvironment.WriteEntities"/> writes them: the agents first, in the order of their
/// ids, then everything else. The spans are not copied.
/// </summary>
/// <param name="rows">[entities x width], the features of each.</param>
/// <param name="absent">[entities]; true where a row is unused now.</param>
/// <param name="hidden">[agents x entities]; true where the agent does not see the entity.</param>
public readonly ref struct SeenEntities(ReadOnlySpan<float> rows, ReadOnlySpan<bool> absent, ReadOnlySpan<bool> hidden)
{
    /// <summary>[entities x width], the features of each.</summary>
    public ReadOnlySpan<float> Rows { get; } = rows;

    /// <summary>[entities]; true where a row is unused now.</summary>
    public ReadOnlySpan<bool> Absent { get; } = absent;

    /// <summary>[agents x entities]; true where the agent does not see the entity.</summary>
    public ReadOnlySpan<bool> Hidden { get; } = hidden;
}
