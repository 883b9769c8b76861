namespace Phalanx.Environments.Battles;

/// <summary>What a unit is, as far as weapons and healers care.</summary>
[Flags]
internal enum UnitTraits
{
    None = 0,
    Light = 1,
    Armored = 2,
    Biological = 4,
    Mechanical = 8,
    Massive = 16,
    Structure = 32,
}
