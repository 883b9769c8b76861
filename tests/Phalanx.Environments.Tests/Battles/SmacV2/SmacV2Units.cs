using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles;

/// <summary>Units for battles that are drawn but not fought.</summary>
internal static class SmacV2Units
{
    public static UnitType Of(string name) => UnitTypes.Of(BattleProfile.Sc2)[name];

    /// <summary>A unit that takes so little room that a group of any size is a point, within 0.2.</summary>
    public static UnitType Tiny(string name) => Of(name) with { Radius = 1e-3 };
}
