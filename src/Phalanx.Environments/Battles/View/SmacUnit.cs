namespace Phalanx.Environments.Battles;

/// <summary>What the view has to know of a unit that does not change during an episode.</summary>
/// <param name="HealthMax">Its health at most.</param>
/// <param name="ShieldMax">Its shield at most; 0 when it has none.</param>
/// <param name="CooldownScale">What its cooldown is divided by in the state; of a healer, its energy.</param>
/// <param name="TypeBit">Its place in the one-hot type; -1 where types are not shown.</param>
/// <param name="IsHealer">Whether it heals its own side instead of attacking.</param>
/// <param name="ShootRange">How far its attacks may be chosen, from centre to centre.</param>
/// <param name="Sight">How far it sees, from centre to centre.</param>
internal readonly record struct SmacUnit(
    double HealthMax, double ShieldMax, double CooldownScale, int TypeBit, bool IsHealer, double ShootRange, double Sight);
