using Phalanx.Environments.Battles;

namespace Phalanx.StarCraft.Server;

/// <summary>A unit that a client asked for.</summary>
/// <param name="Type">What it is.</param>
/// <param name="OfTeam">Whether it is one of the team.</param>
/// <param name="X">Where it is to stand, from the left.</param>
/// <param name="Y">Where it is to stand, from the bottom.</param>
internal readonly record struct CreatedUnit(UnitType Type, bool OfTeam, double X, double Y);
