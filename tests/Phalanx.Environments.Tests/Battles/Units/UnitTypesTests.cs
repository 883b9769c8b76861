using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles.Units;

public sealed class UnitTypesTests
{
    private static readonly UnitTypes Sc2 = UnitTypes.Of(BattleProfile.Sc2);
    private static readonly UnitTypes Lite = UnitTypes.Of(BattleProfile.Lite);

    /// <summary>
    /// Of each type: health, shield, armor, cells in a step of 8 ticks, ticks from attack to attack, range, radius, separation, scan, sight and what
    /// SMAC divides cooldowns by.
    /// </summary>
    [Theory]
    [InlineData("marine", 45, 0, 0, 1.125, 13.7734375, 5, 0.375, 0.375, 5.5, 9, 15)]
    [InlineData("marauder", 125, 0, 1, 1.125, 24, 6, 0.5625, 0.5625, 6.5, 10, 25)]
    [InlineData("stalker", 80, 80, 1, 1.4765625, 29.921875, 6, 0.625, 0.625, 6.5, 10, 35)]
    [InlineData("zealot", 100, 50, 1, 1.125, 19.19921875, 0.1, 0.5, 0.375, 5, 9, 22)]
    [InlineData("colossus", 200, 150, 1, 1.125, 24, 7, 1, 0.75, 7.5, 10, 24)]
    [InlineData("zergling", 35, 0, 0, 1.4765625, 11.13671875, 0.1, 0.375, 0.375, 5, 8, 11)]
    [InlineData("baneling", 30, 0, 0, 1.25, 16, 0.25, 0.375, 0.375, 5, 8, 1)]
    [InlineData("hydralisk", 80, 0, 0, 1.125, 13.19921875, 5, 0.625, 0.625, 5.5, 9, 10)]
    [InlineData("hydralisk_stock", 90, 0, 0, 1.125, 13.19921875, 5, 0.625, 0.625, 5.5, 9, 10)]
    [InlineData("spine_crawler", 300, 0, 2, 0, 29.6015625, 7, 1.125, 1.125, 10, 11, 15)]
    public void The_game_s_units_have_its_numbers(
        string name, double health, double shield, double armor, double step, double cooldown, double range, double radius, double separation, double scan, double sight, double scale)
    {
        UnitType unit = Sc2[name];

        Assert.Equal((health, shield, armor, step), (unit.Health, unit.Shield, unit.Armor, unit.Speed * 8));
        Assert.Equal((cooldown, range), (unit.Weapon!.Cooldown, unit.Weapon.Range));
        Assert.Equal((radius, separation, scan, sight, scale), (unit.Radius, unit.Separation, unit.Scan, unit.Sight, unit.CooldownScale));
    }

    /// <summary>Of each type: health, cells in a tick, ticks from attack to attack, radius.</summary>
    [Theory]
    [InlineData("marine", 45, 0.196875, 10, 0.375)]
    [InlineData("marauder", 125, 0.196875, 18, 0.5625)]
    [InlineData("stalker", 80, 0.258125, 22, 0.625)]
    [InlineData("zealot", 100, 0.196875, 14, 0.5)]
    [InlineData("colossus", 200, 0.196875, 18, 1)]
    [InlineData("zergling", 35, 0.258125, 8, 0.375)]
    [InlineData("baneling", 30, 0.196875, 16, 0.375)]
    [InlineData("hydralisk", 80, 0.196875, 10, 0.625)]
    [InlineData("spine_crawler", 300, 0, 22, 0.5)]
    public void SMAClite_s_units_have_its_numbers_and_shoot_at_whole_ticks(string name, double health, double speed, double cooldown, double radius)
    {
        UnitType unit = Lite[name];

        Assert.Equal((health, cooldown), (unit.Health, unit.Weapon!.Cooldown));
        Assert.Equal(speed, unit.Speed, 15);
        Assert.Equal((radius, radius), (unit.Radius, unit.Separation));
        Assert.Equal(name == "spine_crawler" ? 10 : 5, unit.Scan);
        Assert.Equal(Plane.Ground, unit.Plane);
    }

    [Theory]
    [InlineData("marine", 6, 0, UnitTraits.None, 1, true, AreaOfEffect.None)]
    [InlineData("marauder", 10, 10, UnitTraits.Armored, 1, false, AreaOfEffect.None)]
    [InlineData("stalker", 13, 5, UnitTraits.Armored, 1, true, AreaOfEffect.None)]
    [InlineData("zealot", 8, 0, UnitTraits.None, 2, false, AreaOfEffect.None)]
    [InlineData("colossus", 10, 5, UnitTraits.Light, 2, false, AreaOfEffect.Line)]
    [InlineData("zergling", 5, 0, UnitTraits.None, 1, false, AreaOfEffect.None)]
    [InlineData("baneling", 20, 15, UnitTraits.Light, 1, false, AreaOfEffect.Burst)]
    [InlineData("hydralisk", 12, 0, UnitTraits.None, 1, true, AreaOfEffect.None)]
    [InlineData("spine_crawler", 25, 5, UnitTraits.Armored, 1, false, AreaOfEffect.None)]
    internal void Weapons_are_the_game_s_and_SMAClite_s_but_for_the_baneling_s(
        string name, double damage, double bonus, UnitTraits against, int hits, bool air, AreaOfEffect area) => Assert.All([Sc2, Lite], units =>
    {
        Weapon weapon = units[name].Weapon!;
        bool copied = name == "baneling" && units == Lite;
        (double, double, UnitTraits) expected = copied ? (80, 0, UnitTraits.None) : (damage, bonus, against);

        Assert.Equal(expected, (weapon.Damage, weapon.Bonus, weapon.BonusAgainst));
        Assert.Equal((hits, true, air, area), (weapon.Hits, weapon.HitsGround, weapon.HitsAir, weapon.Area));
        Assert.Equal(name == "baneling" && !copied ? 80 : null, weapon.DamageAgainstStructures);
    });

    [Fact]
    public void Areas_have_their_reach()
    {
        Assert.Equal(2.2, Sc2["baneling"].Weapon!.AreaReach);
        Assert.Equal((1.4, 0.15), (Sc2["colossus"].Weapon!.AreaReach, Sc2["colossus"].Weapon!.AreaHalfWidth));
        Assert.Equal(Plane.Colossus, Sc2["colossus"].Plane);
    }

    [Fact]
    public void The_enemy_s_medivac_flies_slower_and_both_heal_alike()
    {
        (UnitType own, UnitType stock) = (Sc2["medivac"], Sc2["medivac_stock"]);

        Assert.Equal((1.375, 1.25), (own.Speed * 8, stock.Speed * 8));
        Assert.Equal(own with { Name = stock.Name, Speed = stock.Speed }, stock);
        Assert.Equal((Plane.Air, 150.0, 1.0, 0.75, 200.0), (own.Plane, own.Health, own.Armor, own.Radius, own.CooldownScale));
        Assert.Equal(
            new Healing { Range = 4, HealthPerTick = 0.5625, HealthPerEnergy = 3, EnergyToBegin = 5, EnergyAtStart = 50, EnergyMax = 200, EnergyPerTick = 0.03515625 },
            own.Healing);
    }

    [Fact]
    public void SMAClite_s_medivacs_fly_alike_and_spend_whole_points_of_energy()
    {
        Assert.Equal(0.21875, Lite["medivac"].Speed);
        Assert.Equal(Lite["medivac"] with { Name = "medivac_stock" }, Lite["medivac_stock"]);
        Assert.Equal(Sc2["medivac"].Healing! with { WholeEnergy = true, EnergyToBegin = 0 }, Lite["medivac"].Healing);
    }

    [Fact]
    public void Shields_wait_ten_seconds_and_zerg_heal_by_themselves()
    {
        Assert.All([Sc2, Lite], units => Assert.All(
            units.Names.Select(name => units[name]).Where(unit => unit.Shield > 0), unit => Assert.Equal((160, 0.125), (unit.ShieldDelay, unit.ShieldPerTick))));
        string[] zerg = ["zergling", "baneling", "hydralisk", "hydralisk_stock", "spine_crawler"];
        Assert.All(zerg, name => Assert.Equal((0.2734375 / 16, 0.38 / 16), (Sc2[name].HealthPerTick, Lite[name].HealthPerTick)));
        Assert.All(Sc2.Names.Except(zerg), name => Assert.Equal(0, Sc2[name].HealthPerTick));
    }

    [Theory]
    [InlineData("marine", UnitTraits.Light | UnitTraits.Biological)]
    [InlineData("marauder", UnitTraits.Armored | UnitTraits.Biological)]
    [InlineData("medivac_stock", UnitTraits.Armored | UnitTraits.Mechanical)]
    [InlineData("stalker", UnitTraits.Armored | UnitTraits.Mechanical)]
    [InlineData("zealot", UnitTraits.Light | UnitTraits.Biological)]
    [InlineData("colossus", UnitTraits.Armored | UnitTraits.Mechanical | UnitTraits.Massive)]
    [InlineData("zergling", UnitTraits.Light | UnitTraits.Biological)]
    [InlineData("baneling", UnitTraits.Biological)]
    [InlineData("hydralisk_stock", UnitTraits.Light | UnitTraits.Biological)]
    [InlineData("spine_crawler", UnitTraits.Armored | UnitTraits.Biological | UnitTraits.Structure)]
    internal void Units_have_the_traits_that_weapons_care_for(string name, UnitTraits traits) =>
        Assert.Equal((traits, traits), (Sc2[name].Traits, Lite[name].Traits));

    [Fact]
    public void Both_profiles_have_the_same_types() => Assert.Equal(Sc2.Names, Lite.Names);
}
