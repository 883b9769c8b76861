namespace Phalanx.StarCraft.Server;

/// <summary>In what the game's versions differ, where it matters to clients.</summary>
internal sealed record GameOptions
{
    /// <summary>
    /// The number of the first unit type that a map brings along. The game appends them to its own list, which grows from version to version, so that clients
    /// must not rely on it.
    /// </summary>
    public uint FirstUnitNumber { get; init; } = 1970;

    /// <summary>Whether the ground is sent in bytes, as old versions of the game do, instead of bits.</summary>
    public bool PathingInBytes { get; init; }
}
