namespace Phalanx.StarCraft.Server;

/// <summary>In what the game's versions differ, where it matters to clients.</summary>
public sealed record GameOptions
{
    /// <summary>Above the numbers of the game's own units that battles have.</summary>
    public const uint LeastFirstUnitNumber = 200;

    /// <summary>No version of the game has so many types.</summary>
    public const uint MostFirstUnitNumber = 20_000;

    /// <summary>
    /// The number of the first unit type that a map brings along. The game appends them to its own list, which grows from version to version, so that clients
    /// must not rely on it.
    /// </summary>
    public uint FirstUnitNumber { get; init; } = 1970;

    /// <summary>Whether the ground is sent in bytes, as old versions of the game do, instead of bits.</summary>
    public bool PathingInBytes { get; init; }
}
