namespace Phalanx.StarCraft.Protocol;

/// <summary>The numbers of the abilities that agents use (SMAC).</summary>
internal static class Abilities
{
    /// <summary>Give up what it does. It has no target.</summary>
    public const int Stop = 4;

    /// <summary>Walk to a point.</summary>
    public const int Move = 16;

    /// <summary>Attack a unit.</summary>
    public const int Attack = 23;

    /// <summary>Heal a unit, of medivacs.</summary>
    public const int Heal = 386;
}
