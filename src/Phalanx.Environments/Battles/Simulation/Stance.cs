namespace Phalanx.Environments.Battles;

/// <summary>What a unit does, as far as others who bump into it care.</summary>
/// <param name="Side">0 for the team and 1 for the enemy.</param>
/// <param name="Walks">Whether it walks.</param>
/// <param name="Idle">Whether it stands with nothing to do; one that fights or cannot move gives way to none.</param>
/// <param name="Speed">How far it can get in a tick; 0 when it never moves.</param>
internal readonly record struct Stance(int Side, bool Walks, bool Idle, double Speed);
