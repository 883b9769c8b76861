using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Closeness;

namespace Phalanx.Environments.Tests;

/// <summary>What actions and observations of battles are called.</summary>
public sealed class SmacNamesTests
{
    private static readonly Fight Mixed = new(Fighter.Group("2 marine, 1 medivac", 10, 16), Fighter.Group("2 marine", 14, 16))
    {
        AllyTypes = ["marine", "medivac"],
        EnemyTypes = ["marine", "medivac"],
    };

    [Fact]
    public void Without_healers_targets_are_attacked() => Assert.Equal(
        ["no-op", "stop", "north", "south", "east", "west", "attack 0", "attack 1", "attack 2"], Fight.ThreeMarines.Rules.Spec.Actions.Names);

    [Fact]
    public void With_healers_a_target_is_an_enemy_or_an_agent() => Assert.Equal(
        ["attack or heal 0", "attack or heal 1", "heal 2"], Mixed.Rules.Spec.Actions.Names.Skip(6));

    [Fact]
    public void Turning_is_named_by_the_angle() => Assert.Equal(
        ["face 0 degrees", "face 120 degrees", "face 240 degrees"],
        (Mixed with { Extras = new SmacExtras { FacingActions = 3 } }).Rules.Spec.Actions.Names.Skip(6).Take(3));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parts_cover_an_observation_under_every_option(bool all)
    {
        SmacRules rules = (Mixed with
        {
            Settings = new ViewSettings
            {
                ObsAllHealth = all,
                ObsOwnHealth = !all,
                ObsLastAction = all,
                ObsPathingGrid = all,
                ObsTerrainHeight = all,
                ObsTimestepNumber = all,
                BugCompatTimestep = all,
            },
            Extras = new SmacExtras { OwnPosition = all, FacingActions = all ? 4 : 0 },
        }).Rules;

        Assert.Empty(rules.Spec.Problems());
        Assert.Equal(rules.ObservationSize, rules.Spec.ObservationParts.Sum(part => part.Size));
        Assert.Equal(rules.EnemyBlocksAt, PartOf(rules, "enemies").Offset);
        Assert.Equal([rules.Enemies, rules.EnemyBlock], PartOf(rules, "enemies").Shape);
        Assert.Equal(rules.AllyBlocksAt, PartOf(rules, "allies").Offset);
        Assert.Equal([rules.Allies - 1, rules.AllyBlock], PartOf(rules, "allies").Shape);
        Assert.Equal((rules.OwnBlockAt, rules.OwnBlock), (PartOf(rules, "own").Offset, PartOf(rules, "own").Size));
    }

    [Fact]
    public void A_number_is_where_its_part_and_feature_say()
    {
        SmacView view = new Fight(
            [new("marine", 10, 12) { Health = 30 }, new("marine", 11, 12), new("marine", 10, 20)],
            [new("marine", 14, 15), new("marine", 18, 12) { Health = 20 }, new("marine", 19, 12)]).Begin();
        ObservationPart enemies = PartOf(view.Rules, "enemies");
        float[] observation = view.Observation(0);
        Assert.Equal(["in reach", "distance", "x", "y", "health"], enemies.Features);
        AssertClose([1, 0.555556, 0.444444, 0.333333, 1], observation[enemies.Offset..(enemies.Offset + 5)]);
        AssertClose([0.666667], observation[PartOf(view.Rules, "own").Offset..]);
    }

    private static ObservationPart PartOf(SmacRules rules, string name) => rules.Spec.ObservationParts.Single(part => part.Name == name);
}
