using Phalanx.Environments.Battles;

namespace Phalanx.StarCraft.Server;

/// <summary>A map that the server has.</summary>
internal sealed record ServedMap
{
    /// <summary>What it is called, as its file without the ending.</summary>
    public required string Name { get; init; }

    /// <summary>The ground.</summary>
    public required Terrain Terrain { get; init; }

    /// <summary>The types of units that it brings along for the team, in the order of their numbers.</summary>
    public required IReadOnlyList<UnitType> TeamTypes { get; init; }

    /// <summary>The battle that begins whenever no unit is left; null where clients create the units.</summary>
    public BattlePlan? Plan { get; init; }

    /// <summary>Whether enemies who stand idle are sent against the nearest unit of the team.</summary>
    public bool IdleChase { get; init; }

    /// <summary>The number that a type of the team has.</summary>
    /// <param name="type">The type.</param>
    /// <param name="first">The number of the first.</param>
    public uint NumberOf(UnitType type, uint first) => first + (uint)type.PlaceIn(TeamTypes);
}
