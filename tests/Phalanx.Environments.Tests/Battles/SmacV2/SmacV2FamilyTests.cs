using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles;

public sealed class SmacV2FamilyTests
{
    private static readonly EnvironmentRegistry Registry = Registered();

    [Fact]
    public void The_published_battles_are_listed()
    {
        string[] sizes = ["10_vs_10", "10_vs_11", "20_vs_20", "20_vs_23", "5_vs_5"];
        Assert.Equal(
            new[] { "protoss", "terran", "zerg" }.SelectMany(race => sizes.Select(size => $"battle/v2/{race}_{size}")),
            Registry.Names);
    }

    [Theory]
    [InlineData("battle/v2/terran_5_vs_5", 5, 5)]
    [InlineData("battle/v2/zerg_20_vs_23", 20, 23)]
    [InlineData("battle/v2/protoss_1_vs_64", 1, 64)]
    [InlineData("battle/v2/terran_7_vs_3", 7, 3)]
    public void A_name_says_the_race_and_the_numbers_whether_it_is_listed_or_not(string name, int units, int enemies)
    {
        EnvironmentDefinition definition = Registry[name];
        SmacV2Settings settings = Assert.IsType<SmacV2Settings>(definition.CreateDefaultSettings());

        Assert.Equal((units, enemies), (settings.NUnits, settings.NEnemies));
        Assert.Equal(units, definition.SpecOf().Agents);
        Assert.Equal(8, definition.SpecOf(settings with { NUnits = 8 }).Agents);
        Assert.Equal(("battles", nameof(GeneratedLineup)), (definition.Page, definition.Source));
        Assert.Contains($"{units} {name.Split('/')[2].Split('_')[0]} units", definition.Summary, StringComparison.Ordinal);
        using IEnvironmentBatch batch = definition.Create(null, 2);
        Assert.Equal((2, units), (batch.Count, batch.Spec.Agents));
    }

    [Theory]
    [InlineData("battle/v2/terran_0_vs_5", "; a side has 1 to 64 units")]
    [InlineData("battle/v2/terran_5_vs_65", "; a side has 1 to 64 units")]
    [InlineData("battle/v2/terran_99999999999999999999_vs_5", "; a side has 1 to 64 units")]
    [InlineData("battle/v2/human_7_vs_7", "; there is no race 'human', only protoss, terran, zerg")]
    [InlineData("battle/v2/Terran_7_vs_7", "; there is no race 'Terran', only protoss, terran, zerg")]
    [InlineData("battle/v2/terran_07_vs_7", "; did you mean 'battle/v2/terran_7_vs_7'?")]
    [InlineData("battle/v2/terran_5v5", "; did you mean 'battle/v2/terran_5_vs_5'?")]
    [InlineData("battle/v2/terran_5_vs_-5", "; did you mean 'battle/v2/terran_5_vs_5'?")]
    [InlineData("battle/v2/terran_5_vs_", "; did you mean 'battle/v2/terran_5_vs_5'?")]
    [InlineData("battle/v2/zerg_5_vs_5_", "; did you mean 'battle/v2/zerg_5_vs_5'?")]
    [InlineData("battle/v2/", "; 'phalanx list environments' names them all")]
    public void A_name_without_a_battle_is_refused_with_the_reason(string name, string why) =>
        Assert.Equal($"unknown environment '{name}'{why}", Assert.Throws<UserErrorException>(() => Registry[name]).Message);

    [Fact]
    public void Numbers_that_settings_may_not_have_are_refused() => Assert.Equal(
        "env.n_units is 65; it must be a whole number from 1 to 64",
        Assert.Throws<UserErrorException>(() => Registry["battle/v2/terran_5_vs_5"].SpecOf(new SmacV2Settings { NUnits = 65 })).Message);

    [Fact]
    public void Enemies_that_regenerate_pay_nothing_unless_it_is_asked_for()
    {
        Assert.False(Assert.IsType<SmacV2Settings>(Registry["battle/v2/terran_5_vs_5"].CreateDefaultSettings()).RewardAbs);
        Assert.True(new SmacV2Settings { RewardAbs = true }.RewardAbs);
    }

    private static EnvironmentRegistry Registered()
    {
        EnvironmentRegistry registry = new();
        new SmacV2Family(
            (_, settings, count) => EnvironmentBatch.Of(() => new Team(settings.NUnits), count),
            (_, settings) => new Team(settings.NUnits).Spec).Register(registry);
        return registry;
    }

    /// <summary>Something with a number of agents, in place of battles.</summary>
    private sealed class Team(int agents) : Corridor
    {
        public override EnvironmentSpec Spec => base.Spec with { Agents = agents, Entities = null };
    }
}
