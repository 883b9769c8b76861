using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles;

/// <summary>What the settings of SMACv2 make of the view: the sizes that it has in SMACv2.</summary>
public sealed class SmacV2ViewTests
{
    [Theory]
    [InlineData("terran_5_vs_5", 82, 120, 11)]
    [InlineData("terran_10_vs_10", 162, 290, 16)]
    [InlineData("terran_10_vs_11", 170, 306, 17)]
    [InlineData("terran_20_vs_20", 322, 780, 26)]
    [InlineData("terran_20_vs_23", 346, 858, 29)]
    [InlineData("zerg_5_vs_5", 82, 120, 11)]
    [InlineData("zerg_10_vs_10", 162, 290, 16)]
    [InlineData("zerg_10_vs_11", 170, 306, 17)]
    [InlineData("zerg_20_vs_20", 322, 780, 26)]
    [InlineData("zerg_20_vs_23", 346, 858, 29)]
    [InlineData("protoss_5_vs_5", 92, 130, 11)]
    [InlineData("protoss_10_vs_10", 182, 310, 16)]
    [InlineData("protoss_10_vs_11", 191, 327, 17)]
    [InlineData("protoss_20_vs_20", 362, 820, 26)]
    [InlineData("protoss_20_vs_23", 389, 901, 29)]
    public void A_published_battle_has_its_published_sizes(string name, int observation, int state, int actions)
    {
        SmacRules rules = Rules(name);

        Assert.Equal((observation, state, actions), (rules.ObservationSize, rules.StateSize, rules.Actions));
    }

    [Theory]
    [InlineData("terran_7_vs_4", 13)]
    [InlineData("zerg_7_vs_4", 10)]
    public void More_agents_than_enemies_need_actions_only_where_there_are_healers(string name, int actions) =>
        Assert.Equal(actions, Rules(name).Actions);

    [Fact]
    public void A_cone_adds_its_directions_to_actions_observations_and_the_state()
    {
        SmacRules all = Rules("terran_5_vs_5");
        SmacRules cone = Rules("terran_5_vs_5", settings => settings with { ConicFov = true });

        Assert.Equal(all.Actions + 12, cone.Actions);
        Assert.Equal(all.ObservationSize + 2, cone.ObservationSize);
        Assert.Equal(all.StateSize + (5 * 2) + (5 * 12), cone.StateSize);
        Assert.Equal(all.Actions + 6, Rules("terran_5_vs_5", settings => settings with { ConicFov = true, NumFovActions = 6 }).Actions);
        Assert.Equal(all.Actions, Rules("terran_5_vs_5", settings => settings with { NumFovActions = 6 }).Actions);
    }

    [Fact]
    public void Own_places_can_be_left_out() =>
        Assert.Equal(80, Rules("terran_5_vs_5", settings => settings with { ObsOwnPos = false }).ObservationSize);

    [Fact]
    public void Every_setting_of_the_view_reaches_it()
    {
        SmacV2Settings settings = new() { ObsOwnPos = false, ConicFov = true, NumFovActions = 8, BugCompatFov = true, ProbObsEnemy = 0.25, ActionMask = false };

        Assert.Equal(
            new SmacExtras { FacingActions = 8, SlopesInsteadOfDirections = true, ObserveEnemyProbability = 0.25, ActionMask = false },
            settings.Extras);
        Assert.Equal(new SmacExtras { OwnPosition = true }, new SmacV2Settings().Extras);
    }

    private static SmacRules Rules(string name, Func<SmacV2Settings, SmacV2Settings>? change = null)
    {
        SmacV2Battle battle = SmacV2Battle.Parse($"battle/v2/{name}")!;
        SmacV2Settings settings = change?.Invoke(battle.Defaults) ?? battle.Defaults;
        return new SmacRules(SmacV2Plan.Of(battle, settings).Scenario, settings, settings.Extras);
    }
}
