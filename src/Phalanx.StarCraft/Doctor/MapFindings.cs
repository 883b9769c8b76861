namespace Phalanx.StarCraft.Doctor;

/// <summary>What a game tells of a map, and in what that differs from the tables of the built-in battles.</summary>
/// <param name="Map">The map.</param>
/// <param name="Differences">In what it differs, a line each.</param>
/// <param name="Tables">What the game tells, in the format of the tables.</param>
public sealed record MapFindings(string Map, IReadOnlyList<string> Differences, string Tables);
