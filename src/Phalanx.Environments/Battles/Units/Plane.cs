namespace Phalanx.Environments.Battles;

/// <summary>Where a unit moves: units collide only with those of their own plane.</summary>
internal enum Plane
{
    /// <summary>On the ground, which ends at cliffs. Weapons against the ground reach it.</summary>
    Ground,

    /// <summary>Over everything. Weapons against the air reach it.</summary>
    Air,

    /// <summary>On legs that step over cliffs. Weapons of both kinds reach it.</summary>
    Colossus,
}
