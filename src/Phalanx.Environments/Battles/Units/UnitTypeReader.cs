using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>Reads a type of units. Files count in seconds, since that is what tables of units do; units count in ticks.</summary>
internal static class UnitTypeReader
{
    private const double TicksPerSecond = 16;
    private const double DefaultScan = 5;
    private const double ScanBeyondRange = 0.5;
    private const double LargestRadius = 4;
    private const double LongestDistance = 64;
    private const double LongestTime = 1000;
    private const double MostPoints = 1e6;

    public static UnitType Read(DocumentNode unit, BattleProfile profile)
    {
        unit.AllowOnly(
            "like", "health", "health_regeneration", "shield", "shield_regeneration", "shield_delay", "armor", "traits", "plane", "speed", "radius",
            "separation", "scan", "sight", "cooldown_scale", "weapon", "healing");
        double radius = unit.Required("radius").Number(0.05, LargestRadius);
        Weapon? weapon = unit.Find("weapon") is { } attack ? WeaponOf(attack, profile) : null;
        Healing? healing = unit.Find("healing") is { } heals ? HealingOf(heals) : null;
        if (weapon is not null && healing is not null)
        {
            throw new Foundation.UserErrorException($"{unit.Path}{unit.Where} has a weapon and healing; a unit either fights or heals");
        }

        return new UnitType
        {
            Name = unit.Key,
            Health = unit.Required("health").Number(1, MostPoints),
            HealthPerTick = Number(unit, "health_regeneration", 0, MostPoints) / TicksPerSecond,
            Shield = Number(unit, "shield", 0, MostPoints),
            ShieldPerTick = Number(unit, "shield_regeneration", 0, MostPoints) / TicksPerSecond,
            ShieldDelay = (int)Math.Ceiling(Number(unit, "shield_delay", 0, LongestTime) * TicksPerSecond),
            Armor = Number(unit, "armor", 0, MostPoints),
            Traits = Traits(unit, "traits"),
            Plane = unit.Find("plane")?.OneOf<Plane>() ?? Plane.Ground,
            // In a tick no unit goes farther than a cell, so that none steps over what it should run into.
            Speed = unit.Required("speed").Number(0, TicksPerSecond) / TicksPerSecond,
            Radius = radius,
            Separation = unit.Find("separation")?.Number(0.05, LargestRadius) ?? radius,
            Scan = unit.Find("scan")?.Number(0, LongestDistance) ?? DefaultScanOf(weapon, profile),
            Sight = unit.Required("sight").Number(0, LongestDistance),
            CooldownScale = unit.Required("cooldown_scale").Number(1, MostPoints),
            Weapon = weapon,
            Healing = healing,
        };
    }

    /// <summary>The game's units look a little farther than they shoot; SMAClite's look five cells far, even when they shoot farther.</summary>
    private static double DefaultScanOf(Weapon? weapon, BattleProfile profile) =>
        profile == BattleProfile.Sc2 && weapon is not null ? Math.Max(DefaultScan, weapon.Range + ScanBeyondRange) : DefaultScan;

    private static Weapon WeaponOf(DocumentNode weapon, BattleProfile profile)
    {
        weapon.AllowOnly(
            "damage", "bonus", "bonus_against", "damage_against_structures", "hits", "range", "cooldown", "targets", "area", "area_reach", "area_half_width");
        double cooldown = weapon.Required("cooldown").Number(1 / TicksPerSecond, LongestTime) * TicksPerSecond;
        AreaOfEffect area = weapon.Find("area")?.OneOf<AreaOfEffect>() ?? AreaOfEffect.None;
        Plane[] targets = weapon.Find("targets") is { } given ? [.. given.Items().Select(TargetOf)] : [Plane.Ground];
        return new Weapon
        {
            Damage = weapon.Required("damage").Number(0, MostPoints),
            Bonus = Number(weapon, "bonus", 0, MostPoints),
            BonusAgainst = weapon.Find("bonus") is null ? UnitTraits.None : Traits(weapon.Required("bonus_against")),
            DamageAgainstStructures = weapon.Find("damage_against_structures")?.Number(0, MostPoints),
            Hits = weapon.Find("hits")?.WholeNumber(1, 100) ?? 1,
            Range = weapon.Required("range").Number(0, LongestDistance),
            // SMAClite's clock knows whole ticks only.
            Cooldown = profile == BattleProfile.Lite ? Math.Ceiling(cooldown) : cooldown,
            HitsGround = targets.Contains(Plane.Ground),
            HitsAir = targets.Contains(Plane.Air),
            Area = area,
            AreaReach = area == AreaOfEffect.None ? 0 : weapon.Required("area_reach").Number(0, LongestDistance),
            AreaHalfWidth = area == AreaOfEffect.Line ? weapon.Required("area_half_width").Number(0, LongestDistance) : 0,
        };
    }

    private static Healing HealingOf(DocumentNode healing)
    {
        healing.AllowOnly(
            "range", "health", "health_per_energy", "whole_energy", "energy_to_begin", "energy_at_start", "energy_max", "energy_regeneration");
        double most = healing.Required("energy_max").Number(0, MostPoints);
        return new Healing
        {
            Range = healing.Required("range").Number(0, LongestDistance),
            HealthPerTick = healing.Required("health").Number(0, MostPoints) / TicksPerSecond,
            HealthPerEnergy = healing.Required("health_per_energy").Number(1e-3, MostPoints),
            WholeEnergy = healing.Find("whole_energy")?.Boolean() ?? false,
            EnergyToBegin = Number(healing, "energy_to_begin", 0, MostPoints),
            EnergyAtStart = healing.Required("energy_at_start").Number(0, most),
            EnergyMax = most,
            EnergyPerTick = healing.Required("energy_regeneration").Number(0, MostPoints) / TicksPerSecond,
        };
    }

    private static Plane TargetOf(DocumentNode target) =>
        target.OneOf<Plane>() is var plane and not Plane.Colossus ? plane : throw target.MustBe("ground or air; a colossus is hit by both");

    private static UnitTraits Traits(DocumentNode group, string key) => group.Find(key) is { } traits ? Traits(traits) : UnitTraits.None;

    private static UnitTraits Traits(DocumentNode traits) =>
        traits.Items().Aggregate(UnitTraits.None, (all, trait) => all | trait.OneOf<UnitTraits>());

    private static double Number(DocumentNode group, string key, double min, double max) => group.Find(key)?.Number(min, max) ?? 0;
}
